import type { Column } from '../../protocol/reading/preview';
import type { Roles } from '../../protocol/reading/wish';
import { FileProblem } from '../shared/problem';
import { listed } from '../shared/wording';

/** Every column that the roles name. */
export function columnsOf(roles: Roles): string[] {
  switch (roles.kind) {
    case 'texts':
      return [roles.text, roles.label];
    case 'pairs':
      return [
        ...[roles.query, roles.passage, ...(roles.negatives ?? [])],
        ...(roles.same === undefined ? [] : [roles.same]),
      ];
    case 'sets':
      return [roles.set];
    case 'points':
      return [...roles.features, roles.label];
    case 'pictures':
      return [roles.picture, roles.label];
    default:
      return roles satisfies never;
  }
}

/**
 * The problem that nobody can tell what the columns are for. `unreadable`: columns that can't be
 * read.
 */
export const cantGuess = (
  columns: readonly string[],
  file: string,
  unreadable: readonly string[] = [],
): FileProblem =>
  new FileProblem(
    columns.length === 1
      ? `there is only one column, “${columns[0]}”; a label, or the other text of a pair, must stand in a second one.`
      : `which columns are the text or picture and its label, the two texts of a pair, or numbers and their label? It has: ${listed(columns, 12)}.${inWords(unreadable)}`,
    { file },
  );

export const unreadableOf = (columns: readonly Pick<Column, 'name' | 'holds'>[]): string[] =>
  columns.flatMap(({ name, holds }) => (holds === 'nothing readable' ? [name] : []));

const inWords = (unreadable: readonly string[]): string =>
  unreadable.length === 0
    ? ''
    : ` Records and bytes in a column can’t be read: ${listed(unreadable)}.`;

/** @throws FileProblem when a column that the roles name does not exist, or has two roles */
export function checkRoles(roles: Roles, columns: readonly string[], file: string): void {
  const named = columnsOf(roles);
  for (const name of named)
    if (!columns.includes(name))
      throw new FileProblem(`there is no column “${name}”. It has: ${listed(columns, 12)}.`, {
        file,
      });
  const twice = named.find((name, i) => named.indexOf(name) !== i);
  if (twice !== undefined)
    throw new FileProblem(`the column “${twice}” can’t be two things at once.`, { file });
}
