import type { Column, Question } from '../../protocol/reading/preview';
import type { Roles } from '../../protocol/reading/wish';
import { MANY } from '../formats/tables/columnCount';
import { pixelRoles } from '../formats/tables/pixelColumns';
import { counted } from '../shared/wording';
import { featuresAmong } from './features';
import { likelyLabels } from './labels';
import { namesRows, says } from './names';

/** What the columns are for, or the question that decides it. */
export interface Guess {
  readonly roles: Roles | null;
  readonly questions: readonly Question[];
  /** Sentences on what was assumed. */
  readonly notes: readonly string[];
}

const isWordy = ({ name, holds, distinct, filled, meanLength, meanWords }: Column): boolean =>
  holds === 'text' &&
  !namesRows(name) &&
  meanLength >= 3 &&
  (distinct * 2 > Math.min(filled, MANY) || meanWords >= 4);

const isText = ({ holds }: Column): boolean => holds === 'text' || holds === 'text lists';

/** The text among wordy columns: by its name unless another is far longer, else the longest. */
function textAmong(wordy: readonly Column[]): Column {
  const longest = wordy.reduce((a, b) => (b.meanLength > a.meanLength ? b : a));
  const named = wordy.find(says('text'));
  return named && named.meanLength * 3 > longest.meanLength ? named : longest;
}

function pairsOf(query: Column, passage: Column, columns: readonly Column[]): Roles {
  const negatives = columns.filter(
    (column) =>
      column !== query && column !== passage && isText(column) && says('negative')(column),
  );
  return {
    ...{ kind: 'pairs', query: query.name, passage: passage.name },
    ...(negatives.length > 0 ? { negatives: negatives.map(({ name }) => name) } : {}),
  };
}

const none: Guess = { roles: null, questions: [], notes: [] };
const just = (roles: Roles | null, notes: readonly string[] = []): Guess => ({
  ...none,
  roles,
  notes,
});

/** What each column is for, guessed from its name and contents, with the answers given so far. */
export function guessedRoles(
  columns: readonly Column[],
  answers: Readonly<Record<string, string>> = {},
): Guess {
  const pixels = pixelRoles(columns);
  if (pixels) return just(pixels);
  const labels = likelyLabels(columns);
  const picture = columns.find(({ holds }) => holds === 'pictures');
  if (picture) {
    const [label] = labels;
    return just(label ? { kind: 'pictures', picture: picture.name, label: label.name } : null);
  }
  const pairs = pairsAmong(columns);
  if (pairs) return just(pairs);
  const set = setAmong(columns);
  if (set)
    return just({ kind: 'sets', set: set.name }, [
      `Each list in “${set.name}” is a class of its own.`,
    ]);
  const chosen = labels.find(({ name }) => name === answers.label);
  const label = chosen ?? (labels.length === 1 ? labels[0] : undefined);
  const asks = labels.length > 1 ? [labelQuestion(labels, chosen?.name ?? null)] : [];
  const wordy = columns.filter((column) => isWordy(column) && !labels.includes(column));
  if (labels.length === 0) return withoutLabel(wordy, columns);
  const forLabel = label ?? (labels[0] as Column);
  const features = featuresAmong(columns, forLabel.name);
  const texts = wordy.filter((column) => !labels.includes(column));
  const asTexts: Roles | null =
    texts.length > 0 ? { kind: 'texts', text: textAmong(texts).name, label: forLabel.name } : null;
  const lists = columns.filter(
    ({ holds, name }) => holds === 'number lists' && name !== forLabel.name,
  );
  const isEnough = features.length >= 2 || lists.length > 0;
  const points: Roles | null = isEnough
    ? {
        kind: 'points',
        features: lists.length > 0 ? [(lists[0] as Column).name] : features,
        label: forLabel.name,
      }
    : null;
  if (asTexts && points) {
    const text = texts.find(({ name }) => name === (asTexts as { text: string }).text) as Column;
    if (says('text')(text)) return { roles: label ? asTexts : null, questions: asks, notes: [] };
    const kind = kindQuestion(text, points, answers.kind ?? null);
    const roles = kind.answer === 'texts' ? asTexts : kind.answer === 'points' ? points : null;
    return { roles: label ? roles : null, questions: [...asks, kind], notes: [] };
  }
  const roles = asTexts ?? points;
  return { roles: label ? roles : null, questions: roles ? asks : [], notes: [] };
}

function pairsAmong(columns: readonly Column[]): Roles | null {
  const texts = columns.filter(isText);
  const query = texts.find(
    (column) => column.holds === 'text' && says('query')(column) && column.distinct > 1,
  );
  const passages = texts.filter((column) => column !== query && says('passage')(column));
  const passage = passages.find(({ meanWords }) => meanWords > 0);
  return query && passage ? pairsOf(query, passage, columns) : null;
}

/** A column of lists of texts that belong together: alone, or by its name. */
function setAmong(columns: readonly Column[]): Column | undefined {
  const filled = columns.filter(({ filled, name }) => filled > 0 && !namesRows(name));
  const lists = filled.filter(
    ({ holds, lists }) => holds === 'text lists' && (lists?.length ?? 0) >= 2,
  );
  const named = lists.find(says('set'));
  return filled.length === 1 ? lists[0] : filled.length === lists.length ? named : undefined;
}

function withoutLabel(wordy: readonly Column[], columns: readonly Column[]): Guess {
  const [one, two, three] = wordy;
  if (wordy.length === 2 && one && two) return just(pairsOf(one, two, columns));
  const isBare = wordy.every(({ name }) => /^column \d+$/.test(name));
  if (wordy.length === 3 && one && two && three && isBare)
    return just({ kind: 'pairs', query: one.name, passage: two.name, negatives: [three.name] }, [
      'Three texts a row are taken for an anchor, a positive and a near miss, in this order.',
    ]);
  return none;
}

const labelQuestion = (labels: readonly Column[], answer: string | null): Question => ({
  id: 'label',
  ask: 'Which column holds the labels?',
  options: labels.map(({ name, distinct, values }) => ({
    value: name,
    words: name,
    outcome: `${counted(distinct, 'class', 'classes')}: ${values
      .slice(0, 3)
      .map(([value]) => value)
      .join(', ')}${distinct > 3 ? ' …' : ''}`,
  })),
  answer,
});

const kindQuestion = (
  text: Column,
  points: Extract<Roles, { kind: 'points' }>,
  answer: string | null,
): Question => ({
  id: 'kind',
  ask: `Are the rows texts (“${text.name}”), or numbers?`,
  options: [
    {
      value: 'texts',
      words: 'texts',
      outcome: `${counted(text.filled, 'text')} from “${text.name}”`,
    },
    {
      value: 'points',
      words: 'numbers',
      outcome: `rows of ${counted(points.features.length, 'number')}`,
    },
  ],
  answer: answer === 'texts' || answer === 'points' ? answer : null,
});
