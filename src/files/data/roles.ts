import type { Column } from '../../protocol/reading/preview';
import type { Roles } from '../../protocol/reading/wish';
import { MANY } from '../formats/tables/columns';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { listed } from '../shared/wording';

const LABELS =
  /^(label|labels|class|category|categories|target|intent|topic|emotion|sentiment|species|variety|genre|language|fine label|coarse label|label text)$/;
const QUERIES =
  /^(query|question|anchor|sentence ?1|premise|text ?1|question ?1|first|source|set)$/;
const PASSAGES =
  /^(passage|answer|answers|positive|pos|document|context|response|sentence ?2|hypothesis|text ?2|question ?2|second|paraphrase|duplicate|key)$/;
const NEGATIVES = /^(negative|neg|negatives|hard negative|hard negatives)$/;
const SAMES =
  /^(is duplicate|same|label|labels|gold label|is paraphrase|paraphrase|match|relevant|relevance)$/;
const TEXTS =
  /^(text|sentence|content|review|comment|utterance|tweet|message|body|description|document|headline|title|abstract|data)$/;

const plain = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_\-. ]+/g, ' ')
    .trim();

const YES = new Set([
  '1',
  '1.0',
  'true',
  'yes',
  'y',
  'entailment',
  'duplicate',
  'paraphrase',
  'equivalent',
]);
const NO = new Set([
  ...['0', '0.0', 'false', 'no', 'n', 'contradiction', 'neutral', 'not duplicate'],
  ...['not_entailment', 'not_equivalent', 'not_duplicate', '-1'],
]);

/** Whether a cell says that two texts belong together; null when it says neither yes nor no. */
export function saysSame(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

const couldLabel = ({ holds, distinct, filled, meanLength }: Column): boolean =>
  (holds === 'text' || holds === 'numbers') &&
  distinct >= 2 &&
  distinct <= LIMITS.classes &&
  distinct < MANY &&
  distinct * 2 <= filled &&
  meanLength <= 60;

const isWordy = ({ holds, distinct, filled, meanLength }: Column): boolean =>
  holds === 'text' && meanLength >= 3 && distinct * 2 > Math.min(filled, MANY);

const says = (pattern: RegExp) => (column: Column) => pattern.test(plain(column.name));

/**
 * Few enough values to be classes; of a column that is named so, words may be as rare as they like.
 * Words that come again and again are classes even if they are too many: that then is what is told.
 */
const couldBeNamed = ({ holds, distinct, filled }: Column): boolean =>
  distinct * 2 <= filled
    ? holds === 'text' || distinct <= LIMITS.classes
    : holds === 'text' && distinct <= LIMITS.classes;

/** The column of labels: by its name, else the last that could be. */
function labelAmong(columns: readonly Column[]): Column | undefined {
  const readable = columns.filter(({ holds }) => holds === 'text' || holds === 'numbers');
  return (
    readable.find((column) => says(LABELS)(column) && couldBeNamed(column)) ??
    readable.findLast(couldLabel)
  );
}

/** What each column is for, from its name and contents; null when they don't tell. */
export function guessedRoles(columns: readonly Column[]): Roles | null {
  const picture = columns.find(({ holds }) => holds === 'pictures');
  if (picture) {
    const label = labelAmong(columns);
    return label ? { kind: 'pictures', picture: picture.name, label: label.name } : null;
  }
  const texts = columns.filter(({ holds }) => holds === 'text');
  const query = texts.find(says(QUERIES));
  const passage = texts.find((column) => column !== query && says(PASSAGES)(column));
  const wordy = texts.filter(isWordy);
  const [one, two] = wordy;
  if (query && passage) return pairsOf(query, passage, columns);
  const label = labelAmong(columns);
  const others = wordy.filter((column) => column !== label);
  if (label && others.length > 0) {
    const longest = others.reduce((a, b) => (b.meanLength > a.meanLength ? b : a));
    return { kind: 'texts', text: (others.find(says(TEXTS)) ?? longest).name, label: label.name };
  }
  if (wordy.length === 2 && one && two) return pairsOf(one, two, columns);
  const numbers = columns.filter((column) => column.holds === 'numbers' && column !== label);
  const features = numbers.filter(
    (column) => !/^(id|idx|index|column 0)$/.test(plain(column.name)),
  );
  if (label && features.length >= 2)
    return { kind: 'points', features: features.map(({ name }) => name), label: label.name };
  return null;
}

function pairsOf(query: Column, passage: Column, columns: readonly Column[]): Roles {
  const negative = columns.find(
    (column) => column !== query && column !== passage && says(NEGATIVES)(column),
  );
  const same = columns.find(
    (column) =>
      says(SAMES)(column) &&
      column.values.length > 0 &&
      column.values.every(([value]) => saysSame(value) !== null) &&
      column.values.some(([value]) => saysSame(value) === true),
  );
  return {
    kind: 'pairs',
    query: query.name,
    passage: passage.name,
    ...(negative ? { negative: negative.name } : {}),
    ...(same ? { same: same.name } : {}),
  };
}

/** Every column that roles name. */
export function columnsOf(roles: Roles): string[] {
  switch (roles.kind) {
    case 'texts':
      return [roles.text, roles.label];
    case 'pairs':
      return [roles.query, roles.passage, roles.negative, roles.same].filter(
        (name) => name !== undefined,
      );
    case 'points':
      return [...roles.features, roles.label];
    case 'pictures':
      return [roles.picture, roles.label];
    default:
      return roles satisfies never;
  }
}

/** Columns that don't say what they are for; those of Parquet may hold what is never read. */
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
    : ` Lists, records and bytes in a column can’t be read: ${listed(unreadable)}.`;

/** @throws FileProblem when a column that the roles name is not there, or named for two things */
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
