import type { Data } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import type { LabelledPoint } from '../formats/arrays/point';
import { isMissingNumber } from '../formats/cells/missing';
import { Faults } from '../formats/tables/faults';
import { checkAlike, type Table, type TableRow } from '../formats/tables/table';
import { DRAW, drawnFrom } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import type { CellReading } from '../understanding/cellReading';
import { EMPTY } from '../understanding/labelReading';
import { type Gathering, gathered, type Made } from './gathered';
import { pairData } from './pairData';
import type { TextPair } from './pairGraph';
import { pointData } from './pointData';
import { checkRoles } from './roles';
import { type LabelledText, textData } from './textData';
import { tidied, tidyItem } from './tidied';

/** Tables with all that is known of how their rows become items. */
export interface ReadableTables {
  readonly tables: readonly Table[];
  readonly reading: CellReading;
  readonly hasOwnSplit: boolean;
}

/** Makes data of rows of numbers. */
export type PointReader = (
  points: readonly LabelledPoint[],
  wish: Wish,
  leftOut: LeftOuts,
) => Data | Promise<Data>;

/** Where a row stands: "reviews.csv, line 12". */
const idOf = ({ line }: TableRow, { file, counts }: Table): string => `${file}, ${counts} ${line}`;

const EMPTY_TEXT = 'rows with an empty text';

/**
 * Rows of tables as data, by the roles of their columns. `dataOf` makes data of rows of numbers.
 * @throws FileProblem
 */
export async function tableData(
  { tables, reading, hasOwnSplit }: ReadableTables,
  wish: Wish,
  task: Task,
  leftOut: LeftOuts,
  dataOf: PointReader = pointData,
): Promise<{ data: Data; faults: Faults }> {
  const [first] = tables as [Table];
  const { roles } = reading;
  checkAlike(tables);
  checkRoles(roles, first.columns, first.file);
  const placeOf = new Map(first.columns.map((name, place) => [name, place]));
  const cellOf = (row: TableRow, name: string) => row.cells[placeOf.get(name) ?? -1] ?? '';
  const faults = new Faults();
  const from: Gathering = { tables, reading, hasOwnSplit, wish, task, leftOut, faults };

  switch (roles.kind) {
    case 'texts': {
      const texts = await gathered<LabelledText>(from, (row, side, table) => {
        const [text] = reading.textsIn(roles.text, cellOf(row, roles.text));
        const read = reading.labelIn(cellOf(row, roles.label));
        if (text === undefined || !/\S/.test(text)) return { reason: EMPTY };
        if ('reason' in read) return read;
        return {
          item: () => ({
            ...tidyItem(text),
            label: tidied(read.label, 200),
            side,
            id: idOf(row, table),
          }),
        };
      });
      return { data: textData(texts, wish, leftOut), faults };
    }
    case 'pairs': {
      const pairs = await gathered<TextPair[]>(from, (row, side, table): Made<TextPair[]> => {
        const [query] = reading.textsIn(roles.query, cellOf(row, roles.query));
        const passages = reading.textsIn(roles.passage, cellOf(row, roles.passage));
        if (query === undefined || passages.length === 0) return { reason: EMPTY_TEXT };
        const same = sameIn(reading, roles.same === undefined ? null : cellOf(row, roles.same));
        if (typeof same !== 'boolean') return same;
        const negatives = (roles.negatives ?? []).flatMap((name) =>
          reading.textsIn(name, cellOf(row, name)),
        );
        return {
          item: () =>
            passages.map((passage, i) => ({
              ...{ query: tidyItem(query), passage: tidyItem(passage), same, side },
              id: idOf(row, table),
              negatives: i === 0 ? negatives.map(tidyItem) : [],
            })),
        };
      });
      return { data: pairData(pairs.flat(), wish, leftOut), faults };
    }
    case 'sets': {
      const sets = await gathered<TextPair[]>(from, (row, side, table) => {
        const [query, ...others] = reading.textsIn(roles.set, cellOf(row, roles.set));
        if (query === undefined) return { reason: EMPTY_TEXT };
        if (others.length === 0) return { reason: 'lists of one text only' };
        return {
          item: () =>
            others.map((one) => ({
              ...{ query: tidyItem(query), passage: tidyItem(one), same: true, side },
              id: idOf(row, table),
              negatives: [],
            })),
        };
      });
      return { data: pairData(sets.flat(), wish, leftOut), faults };
    }
    case 'points': {
      const points = await gathered<LabelledPoint>(from, (row, side, table) => {
        const numbers = numbersOf(reading, roles.features, (name) => cellOf(row, name));
        if (!Array.isArray(numbers)) return numbers;
        const read = reading.labelIn(cellOf(row, roles.label));
        if ('reason' in read)
          return { reason: read.reason === EMPTY ? 'rows with an empty cell' : read.reason };
        const features = Float64Array.from(numbers);
        return {
          item: () => ({ features, label: tidied(read.label, 200), side, id: idOf(row, table) }),
        };
      });
      const size = points[0]?.features.length ?? 1;
      const most = Math.floor(LIMITS.dataBytes / (4 * size));
      const fitting = drawnFrom(points, most, wish.drawSeed, DRAW.train);
      if (fitting.length < points.length)
        leftOut.add('rows beyond what memory holds', '', points.length - fitting.length);
      return { data: await dataOf(fitting, wish, leftOut), faults };
    }
    case 'pictures':
      throw new FileProblem('this table holds no pictures.', { file: first.file });
    default:
      return roles satisfies never;
  }
}

/** Whether the texts of a row belong together, or why that is not known. */
function sameIn(
  { together, roles, isMissing }: CellReading,
  cell: string | null,
): boolean | { reason: string } | { fault: string } {
  if (cell === null || !together) return true;
  if (isMissing(cell)) {
    const mark = cell.trim();
    return { reason: mark === '' ? 'pairs without a grade' : `pairs without a grade (${mark})` };
  }
  const same = together(cell);
  const name = roles.kind === 'pairs' ? roles.same : '';
  return (
    same ??
    (/^-1(\.0)?$/.test(cell.trim())
      ? { reason: 'pairs without a grade (-1)' }
      : { fault: `“${name}” says neither yes nor no` })
  );
}

/** The numbers of a row, those of lists among them, or why there are none. */
function numbersOf(
  reading: CellReading,
  names: readonly string[],
  cellOf: (name: string) => string,
): number[] | { reason: string } | { fault: string } {
  const numbers: number[] = [];
  for (const name of names) {
    const cell = cellOf(name).trim();
    if (cell === '') return { reason: 'rows with an empty cell' };
    const own = reading.numbersIn(name, cell);
    const length = reading.lengthOf(name);
    if (length === 1 && Number.isNaN(own[0])) {
      if (reading.isMissing(cell) || isMissingNumber(cell)) return { reason: MISSING };
      return { fault: `“${name}” is no number` };
    }
    if (own.length !== length) {
      if (reading.isMissing(cell)) return { reason: MISSING };
      return { reason: `rows whose list in “${name}” has not ${length} numbers` };
    }
    if (own.some((one) => !Number.isFinite(one))) return { reason: MISSING };
    numbers.push(...own);
  }
  return numbers;
}

const MISSING = 'rows with a number that is missing or infinite';
