import type { Column } from '../../protocol/reading/preview';
import type { Roles } from '../../protocol/reading/wish';
import { listed } from '../shared/wording';
import { whyNoFeature } from './features';

/** What the columns with a role are for, in words. */
function rolesInWords(roles: Roles): Map<string, string> {
  switch (roles.kind) {
    case 'texts':
      return new Map([
        [roles.text, 'text'],
        [roles.label, 'label'],
      ]);
    case 'pictures':
      return new Map([
        [roles.picture, 'picture'],
        [roles.label, 'label'],
      ]);
    case 'sets':
      return new Map([[roles.set, 'texts that belong together']]);
    case 'points':
      return new Map([
        ...roles.features.map((name) => [name, 'feature'] as const),
        [roles.label, 'label'] as const,
      ]);
    case 'pairs':
      return new Map([
        [roles.query, 'first text'],
        [roles.passage, 'second text'],
        ...(roles.negatives ?? []).map((name) => [name, 'near miss'] as const),
        ...(roles.same ? [[roles.same, 'grade of the pair'] as const] : []),
      ]);
    default:
      return roles satisfies never;
  }
}

export interface UseContext {
  readonly splitColumn: string | null;
  readonly oneHot: readonly string[];
  readonly copies: readonly string[];
}

/** The columns, each with what it is used for, or why it is not used. */
export function withUses(
  columns: readonly Column[],
  roles: Roles | null,
  { splitColumn, oneHot, copies }: UseContext,
): Column[] {
  const named = roles ? rolesInWords(roles) : new Map<string, string>();
  const use = (column: Column): string => {
    const { name, holds, filled } = column;
    const role = named.get(name);
    if (role) return role;
    if (oneHot.includes(name)) return 'label, with the other columns of 0 and 1';
    if (name === splitColumn) return 'says which rows are held out';
    if (!roles) return 'not decided yet';
    if (filled === 0 && holds === 'nothing readable') return 'not used: it is empty';
    if (holds === 'nothing readable') return 'not used: it holds records or bytes';
    if (copies.includes(name)) return `not used: it says the same as the label`;
    const why = whyNoFeature(column);
    const numbersRows = column.numbers?.numbersRows || why?.includes('numbers the rows');
    if (numbersRows && why) return `not used: ${why}`;
    if (roles.kind === 'points') return `not used${why ? `: ${why}` : ''}`;
    return 'not used';
  };
  return columns.map((column) => ({ ...column, use: use(column) }));
}

/** "2 columns are not used: id (it numbers the rows) and sex." */
export function notUsedNote(columns: readonly Column[]): string[] {
  const unused = columns.filter(({ use }) => use.startsWith('not used'));
  if (unused.length === 0) return [];
  const words = unused.map(({ name, use }) => {
    const why = /: (.*)$/.exec(use)?.[1];
    return why ? `${name} (${why})` : name;
  });
  const are = unused.length === 1 ? '1 column is' : `${unused.length} columns are`;
  return [`${are} not used: ${listed(words, 8)}.`];
}

const example = (column: Column): string | undefined =>
  column.examples.find((one) => !/^[-+]?[\d.]+(e[-+]?\d+)?$/i.test(one));

/** Sentences on cells that were read in another way than they stand there. */
export function numberNotes(
  columns: readonly Column[],
  read: (cell: string, column: Column) => number,
): string[] {
  const used = columns.filter(
    ({ use }) => use === 'feature' || use === 'label' || use.startsWith('grade'),
  );
  return used.flatMap((column) => {
    const { name, numbers, holds } = column;
    if (holds === 'truths' && column.use === 'feature')
      return [`“${name}” is read as 1 and 0 for ${listed(column.values.map(([value]) => value))}.`];
    if (!numbers) return [];
    const cell = example(column);
    const strays = numbers.strays;
    return [
      ...(numbers.isDressed && cell && column.use !== 'label'
        ? [`“${name}” is read as numbers: ${cell} as ${read(cell, column)}.`]
        : []),
      ...(strays > 0 && column.use === 'feature'
        ? [
            `“${name}” has ${strays === 1 ? '1 cell that is no number' : `${strays} cells that are no numbers`} (${listed(numbers.strayExamples, 3) || 'marks for missing values'}).`,
          ]
        : []),
    ];
  });
}
