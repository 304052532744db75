import type { Data } from '../../parts/data';
import type { Preview } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { asPictures, chosenPixelEdge, pixelReader } from '../data/pixelTable';
import { readTables } from '../data/readTables';
import { sortedNames } from '../data/split';
import type { Table } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { FileProblem } from '../shared/problem';
import { hasBothSides } from '../shared/side';
import { type Understood, understand } from '../understanding/understand';
import { rowsPreview } from './rowPreview';

/** Classes in the order of their names, with their counts before a draw. */
export const classesOf = ({ classes }: Pick<Understood, 'classes'>): Preview['classes'] =>
  sortedNames((classes ?? new Map<string, number>()).keys()).map((name) => ({
    name,
    count: classes?.get(name) ?? 0,
  }));

/** The data, or the sentence that says why there are none. */
export async function attempted(
  read: () => Promise<Data>,
): Promise<{ data: Data } | { problem: string }> {
  try {
    return { data: await read() };
  } catch (error) {
    if (error instanceof FileProblem) return { problem: error.message };
    throw error;
  }
}

/**
 * The preview of tables. They are read as training would, so that its counts are exact and nothing
 * it allows fails later. @throws FileProblem
 */
export async function tablePreview(
  name: string,
  tables: readonly Table[],
  wish: Wish,
  task: Task,
  findings: Findings,
): Promise<Preview> {
  const understood = await understand(tables, wish, task);
  const edge = chosenPixelEdge(understood.columns, understood.roles, findings);
  const whileReading = findings.apart();
  const reader = edge === null ? undefined : pixelReader(edge, task, whileReading);
  const tried = await attempted(() =>
    readTables(understood, understood.tables, wish, task, whileReading.leftOut, reader),
  );
  const isRead = 'data' in tried;
  if (isRead) findings.join(whileReading);
  const preview = rowsPreview(
    {
      ...{ name, file: tables[0]?.file ?? name, understood, tried },
      classes: classesOf(understood),
      ...{ sides: null, downloadBytes: 0 },
      leftOut: [...findings.leftOut.all, ...(isRead ? [] : understood.leftOut)],
      notes: [
        ...tables.flatMap(({ notes }) => notes),
        ...(hasBothSides(tables.map(({ side }) => side))
          ? ['The split is the one that the names of the files say.']
          : []),
      ],
    },
    wish,
  );
  return edge === null ? preview : asPictures(preview, edge, wish);
}
