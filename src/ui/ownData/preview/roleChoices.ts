import type { Column } from '../../../protocol/reading/preview';
import type { Roles } from '../../../protocol/reading/wish';

export type RolesKind = Roles['kind'];

/** The words for what the rows of a table can be. */
export const KINDS: Readonly<Record<RolesKind, string>> = {
  texts: 'Texts with labels',
  pairs: 'Pairs of texts',
  sets: 'Lists of texts that belong together',
  points: 'Numbers with labels',
  pictures: 'Pictures with labels',
};

const named = (columns: readonly Column[], place = 0): string =>
  columns[Math.min(place, columns.length - 1)]?.name ?? '';

/** What a table with these columns can be. */
export const kindsFor = (columns: readonly Column[]): RolesKind[] => {
  const count = (holds: Column['holds']) => columns.filter((one) => one.holds === holds).length;
  const isReadable = columns.filter(({ holds }) => holds !== 'nothing readable').length > 1;
  const hasNumbers = count('numbers') + count('truths') + count('number lists') > 0;
  return [
    ...(isReadable ? (['texts', 'pairs'] as const) : []),
    ...(count('text lists') > 0 ? (['sets'] as const) : []),
    ...(hasNumbers && isReadable ? (['points'] as const) : []),
    ...(count('pictures') > 0 && isReadable ? (['pictures'] as const) : []),
  ];
};

/** Roles to start from: the longest texts as texts, the column with the fewest values as label. */
export function firstRoles(kind: RolesKind, columns: readonly Column[]): Roles {
  const texts = columns
    .filter(({ holds }) => holds === 'text')
    .toSorted((one, other) => other.meanLength - one.meanLength);
  const labels = columns
    .filter(({ holds }) => holds === 'text' || holds === 'numbers' || holds === 'truths')
    .toSorted((one, other) => one.distinct - other.distinct);
  const all = [...texts, ...columns];
  switch (kind) {
    case 'texts':
      return { kind, text: named(all), label: named(labels.filter((one) => one !== all[0])) };
    case 'pairs': {
      const inOrder = columns.filter(({ holds }) => holds === 'text');
      const two = inOrder.length > 1 ? inOrder : columns;
      return { kind, query: named(two), passage: named(two, 1) };
    }
    case 'sets':
      return { kind, set: named(columns.filter(({ holds }) => holds === 'text lists')) };
    case 'points': {
      const label = named(labels);
      const lists = columns.filter(({ holds }) => holds === 'number lists').slice(0, 1);
      const numbers = columns.filter(
        ({ name, holds, numbers }) =>
          holds === 'numbers' && name !== label && !numbers?.numbersRows,
      );
      const features = lists.length > 0 ? lists : numbers;
      return { kind, features: features.map(({ name }) => name), label };
    }
    case 'pictures':
      return {
        kind,
        picture: named(columns.filter(({ holds }) => holds === 'pictures')),
        label: named(labels),
      };
    default:
      return kind satisfies never;
  }
}
