import type { Task } from '../../protocol/reading/task';
import { type FileSource, nameOf, wholeOf } from '../bytes/fileSource';
import type { NamedArray } from '../formats/arrays/numbers';
import { tableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { FileProblem } from '../shared/problem';
import { counted } from '../shared/wording';
import { labelColumn } from './labelColumn';
import { rowsOf } from './rows';

const words = (name: string, values: readonly string[]): NamedArray => ({
  ...{ name, values, shape: [values.length], areBytes: false },
});

/**
 * Labels for items of arrays from tables with as many rows, as the Embedding Projector has them
 * beside vectors. A list of labels alone may have no line of names. Empty if no table has as many.
 * @throws FileProblem when a table has as many rows but no column whose values repeat
 */
export async function labelsInTables(
  tables: readonly Table[],
  counts: readonly number[],
  findings: Findings,
  task: Task,
): Promise<NamedArray[]> {
  const labels: NamedArray[] = [];
  for (const table of tables) {
    const { rows, columns } = await tableFacts([table], task);
    const isOneMore = table.columns.length === 1 && counts.includes(rows + 1);
    if (!counts.includes(rows) && !isOneMore) {
      findings.leftOut.add('tables with another number of rows', table.file);
      continue;
    }
    const column = labelColumn(columns, nameOf(table.file), findings);
    if (!column)
      throw new FileProblem(
        `it belongs to the ${counted(rows, 'item')} beside it, but in no column do values repeat, as classes do.`,
        { file: table.file },
      );
    const place = table.columns.indexOf(column.name);
    const found: string[] = isOneMore && !counts.includes(rows) ? [column.name] : [];
    for await (const row of rowsOf(table, task)) found.push((row.cells[place] ?? '').trim());
    findings.note(
      `the classes are those of ${table.file}${table.columns.length > 1 ? `, column “${column.name}”` : ''}, row by row.`,
    );
    labels.push(words(`${table.file} (labels)`, found));
  }
  return labels;
}

const NAMES =
  /^(class|label|target|category|categories|synset)[-_ ]?(names?|s)?\.(txt|names)$|^(classes|categories|labels|names)\.(txt|names)$|\.names$|batches\.meta\.txt$/i;

/** Names of classes, one in each line of a text file called so; null if there is none. */
export async function classNamesIn(
  sources: readonly FileSource[],
  task: Task,
): Promise<{ readonly source: FileSource; readonly names: NamedArray } | null> {
  const source = sources.find(({ path, size }) => NAMES.test(nameOf(path)) && size < 100_000);
  if (!source) return null;
  const text = new TextDecoder().decode(await wholeOf(source, 100_000, task.signal));
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.trim());
  // Teachable Machine writes the number before the name: "0 Cat".
  const isNumbered = lines.every((line, i) => line === '' || line.startsWith(`${i} `));
  const names = lines
    .filter(Boolean)
    .map((line) => (isNumbered ? line.replace(/^\d+ /, '') : line));
  return { source, names: words(`${source.path} (class_names)`, names) };
}
