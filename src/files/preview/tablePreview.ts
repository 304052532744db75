import type { Preview } from '../../protocol/reading/preview';
import type { Wish } from '../../protocol/reading/wish';
import { guessedRoles } from '../data/guessedRoles';
import { sortedNames } from '../data/split';
import type { TableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import type { LeftOuts } from '../shared/leftOut';
import { hasBothSides } from '../shared/side';
import { refuseOneClass } from './itemPreview';
import { rowsPreview } from './rowPreview';

/** The preview of tables. @throws FileProblem */
export function tablePreview(
  name: string,
  tables: readonly Table[],
  { rows, columns, leftOut: faults }: TableFacts,
  wish: Wish,
  leftOut: LeftOuts,
): Preview {
  const roles = wish.roles ?? guessedRoles(columns);
  const label = roles && 'label' in roles ? roles.label : null;
  const counts = columns.find((column) => column.name === label)?.values ?? [];
  const classes = sortedNames(counts.map(([value]) => value)).map((value) => ({
    name: value,
    count: counts.find(([other]) => other === value)?.[1] ?? 0,
  }));
  const file = tables[0]?.file ?? name;
  refuseOneClass(classes, file);
  return rowsPreview(
    {
      ...{ name, file, rows, columns, roles, classes },
      sides: null,
      downloadBytes: 0,
      notes: [
        ...tables.flatMap(({ notes }) => notes),
        ...(hasBothSides(tables.map(({ side }) => side))
          ? ['The split is the one that the names of the files say.']
          : []),
      ],
    },
    wish,
    [...leftOut.all, ...faults],
  );
}
