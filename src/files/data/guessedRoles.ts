import type { Column } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Roles } from '../../protocol/reading/wish';
import { MANY, tableFacts } from '../formats/tables/columns';
import { pixelRoles } from '../formats/tables/pixelColumns';
import type { Table } from '../formats/tables/table';
import { LIMITS } from '../shared/limits';
import { cantGuess, saysSame } from './roles';

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
 * Whether a column with the name of a label can be one. Its words may be as rare as they like if
 * they are few enough to be classes. If words repeat, they are classes even if there are too many
 * of them: then the visitor is told so.
 */
const couldBeNamed = ({ holds, distinct, filled }: Column): boolean =>
  distinct * 2 <= filled
    ? holds === 'text' || distinct <= LIMITS.classes
    : holds === 'text' && distinct <= LIMITS.classes;

/** The column of labels: by its name, else the last column that could hold them. */
function labelAmong(columns: readonly Column[]): Column | undefined {
  const readable = columns.filter(({ holds }) => holds === 'text' || holds === 'numbers');
  return (
    readable.find((column) => says(LABELS)(column) && couldBeNamed(column)) ??
    readable.findLast(couldLabel)
  );
}

/** What each column is for, guessed from its name and contents; null when they don't tell. */
export function guessedRoles(columns: readonly Column[]): Roles | null {
  const pixels = pixelRoles(columns);
  if (pixels) return pixels;
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

/** What the columns of tables are for. @throws FileProblem when names and contents don't tell */
export async function rolesOfTables(tables: readonly Table[], task: Task): Promise<Roles> {
  const { columns } = await tableFacts(tables, task);
  const roles = guessedRoles(columns);
  const [first] = tables as [Table];
  if (!roles) throw cantGuess(first.columns, first.file);
  return roles;
}
