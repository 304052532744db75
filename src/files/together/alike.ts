import { nameOf } from '../bytes/fileSource';
import type { Table } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { listed } from '../shared/wording';

const key = ({ columns }: Table): string => columns.toSorted().join('\n');

/** A table with its columns in another order. */
function inOrder(table: Table, columns: readonly string[]): Table {
  if (table.columns.join('\n') === columns.join('\n')) return table;
  const places = columns.map((name) => table.columns.indexOf(name));
  return {
    ...table,
    columns,
    async *rows(task) {
      for await (const batch of table.rows(task))
        yield batch.map((row) =>
          row.fault ? row : { ...row, cells: places.map((place) => row.cells[place] ?? '') },
        );
    },
  };
}

/** Example answers of a competition: they look like labels, and are none. */
const isExample = ({ file }: Table): boolean => /submission/i.test(nameOf(file));

/**
 * Tables to be read as one. Columns may stand in another order. Of a competition's files those with
 * labels are taken: not the test rows, which lack a column, nor the example of an answer. Where
 * files with different columns remain, the visitor has to say which are meant.
 */
export function tablesAlike(all: readonly Table[], findings: Findings): Table[] {
  const answers = all.filter(isExample);
  const real = answers.length < all.length ? all.filter((table) => !isExample(table)) : all;
  for (const { file } of all)
    if (!real.some((table) => table.file === file))
      findings.leftOut.add('examples of answers, which are no labels', file);
  const groups = [...new Set(real.map(key))].map((one) =>
    real.filter((table) => key(table) === one),
  );
  const whole = groups.filter(([one]) => !groups.some(([other]) => lacks(one, other)));
  for (const group of groups)
    if (!whole.includes(group))
      for (const { file } of group) findings.leftOut.add('files without labels', file);
  const options = whole.map((group) => {
    const [first] = group as [Table, ...Table[]];
    const files = listed(group.map(({ file }) => file));
    return [first.file, `${files}: ${listed(first.columns, 4)}`] as const;
  });
  const chosen =
    whole.length > 1 ? findings.choose('files', 'The data are in', options, null) : null;
  const group = whole.find(([first]) => first?.file === chosen) ?? whole[0] ?? [];
  if (chosen !== null)
    for (const other of whole)
      if (other !== group)
        for (const { file } of other) findings.leftOut.add('files that were not chosen', file);
  return group.map((table) => inOrder(table, group[0]?.columns ?? []));
}

/**
 * Whether these are test rows to those: their file is called so, and they have the same columns but
 * one or two, which the others alone have.
 */
function lacks(test: Table | undefined, train: Table | undefined): boolean {
  if (!test || !train || test.side !== 'heldOut' || train.side !== 'train') return false;
  const more = train.columns.filter((name) => !test.columns.includes(name));
  const isPart = test.columns.every((name) => train.columns.includes(name));
  return isPart && more.length >= 1 && more.length <= 2;
}
