import type { Task } from '../../protocol/reading/task';
import { nameOf } from '../bytes/fileSource';
import { numberName, type Table, type TableRow } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { rowsOf } from './rows';

/** A table whose rows go on in another one, line by line: numbers in one, labels in the other. */
interface Beside {
  readonly numbers: Table;
  readonly labels: Table;
}

const NUMBERS = /^(x|vectors?|tensors?|embeddings?|features?|data)([-_. ]|$)/i;
const LABELS = /^(y|metadata|meta|labels?|targets?|classes)([-_. ]|$)/i;

/** Pairs of such tables, by their names: vectors.tsv and metadata.tsv, x_train.csv and y_train.csv. */
function besides(tables: readonly Table[]): Beside[] {
  const word = (pattern: RegExp) => (table: Table) => pattern.test(nameOf(table.file));
  const labels = tables.filter(word(LABELS));
  return tables.filter(word(NUMBERS)).flatMap((numbers) => {
    const own = labels.find(({ side }) => side === numbers.side);
    return own && own !== numbers ? [{ numbers, labels: own }] : [];
  });
}

/**
 * A list of labels alone has no line of names, so that what was taken for one is the first label.
 */
const isList = ({ columns }: Table): boolean => columns.length === 1 && columns[0] !== 'column 1';

/**
 * How many rows either table has, and whether the cells of columns that both have agree row by row:
 * if not, the rows stand in another order, and to join them would mix up the labels.
 */
async function compared({ numbers, labels }: Beside, task: Task) {
  const both = numbers.columns.flatMap((name, place) => {
    const other = labels.columns.indexOf(name);
    return other < 0 || /^column \d+$/.test(name) ? [] : [[place, other] as const];
  });
  const others = rowsOf(labels, task);
  let [count, otherCount, doAgree] = [0, 0, true];
  for await (const batch of numbers.rows(task))
    for (const { cells } of batch) {
      const other = (await others.next()).value;
      count++;
      if (!other) continue;
      otherCount++;
      if (both.some(([one, two]) => cells[one] !== other.cells[two])) doAgree = false;
    }
  for await (const _ of others) otherCount++;
  return { count, otherCount, doAgree };
}

async function* joined(
  { numbers, labels }: Beside,
  first: readonly TableRow[],
  task: Task,
): AsyncGenerator<readonly TableRow[], void> {
  const others = rowsOf(labels, task);
  const ahead = [...first];
  for await (const batch of numbers.rows(task)) {
    const rows: TableRow[] = [];
    for (const row of batch) {
      const other = ahead.shift() ?? (await others.next()).value;
      if (!other) break;
      const fault = row.fault ?? other.fault;
      const cells = [...row.cells, ...other.cells];
      rows.push({ line: row.line, cells, ...(fault === undefined ? {} : { fault }) });
    }
    yield rows;
  }
}

/**
 * Tables of numbers with the labels that stand in tables beside them, as the Embedding Projector
 * and many programs save them; null if there are none with as many rows. Names that two tables
 * have in common are told apart by the file.
 */
export async function joinedTables(
  tables: readonly Table[],
  findings: Findings,
  task: Task,
): Promise<Table[] | null> {
  const found = besides(tables);
  if (found.length === 0) return null;
  const result: Table[] = [];
  for (const pair of found) {
    const { numbers, labels } = pair;
    const { count, otherCount, doAgree } = await compared(pair, task);
    const isOneMore = count === otherCount + 1 && isList(labels);
    if (!doAgree || (count !== otherCount && !isOneMore)) return null;
    const names =
      labels.columns.length === 1 && (isOneMore || !isList(labels)) ? ['label'] : labels.columns;
    const first = isOneMore ? [{ line: 1, cells: labels.columns }] : [];
    findings.note(`each row of ${numbers.file} goes with the same row of ${labels.file}.`);
    result.push({
      ...{ file: numbers.file, counts: numbers.counts, side: numbers.side },
      columns: [
        ...numbers.columns.map((name) =>
          name.replace(/^column (\d+)$/, (_, place) => numberName(Number(place))),
        ),
        ...names.map((name) => (numbers.columns.includes(name) ? `${name} (label)` : name)),
      ],
      notes: [],
      layout: numbers.layout,
      rows: (then) => joined(pair, first, then),
    });
  }
  const taken = new Set(found.flatMap(({ numbers, labels }) => [numbers, labels]));
  for (const table of tables)
    if (!taken.has(table)) findings.leftOut.add('files of another kind', table.file);
  return result;
}
