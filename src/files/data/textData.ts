import type { Data, Items } from '../../parts/data';
import { wordsOfAnyScript } from '../../parts/text/anyScript';
import type { Wish } from '../../protocol/reading/wish';
import type { LeftOuts } from '../shared/leftOut';
import type { Side } from '../shared/side';
import { splitByClass } from './split';
import type { TidyText } from './tidied';
import { lengthFor, tokensOf, vocabularyOf } from './vocabulary';

/** A tidied text with its class. */
export interface LabelledText extends TidyText {
  readonly label: string;
  /** Where it stands: the file and the line. */
  readonly id: string;
  readonly side: Side | null;
}

/**
 * Each text once. Held-out ones come first, so that a text on both sides is held out. A text with
 * two labels is left out, or has the first of them, as the wish says.
 */
function once(
  texts: readonly LabelledText[],
  { contradictions }: Pick<Wish, 'contradictions'>,
  leftOut: LeftOuts,
): LabelledText[] {
  const labels = new Map<string, string>();
  const contradicting = new Set<string>();
  const heldOutFirst = [
    ...texts.filter(({ side }) => side === 'heldOut'),
    ...texts.filter(({ side }) => side !== 'heldOut'),
  ];
  for (const { key, label } of heldOutFirst) {
    const known = labels.get(key);
    if (known === undefined) labels.set(key, label);
    else if (known !== label) contradicting.add(key);
  }
  const seen = new Set<string>();
  return heldOutFirst.filter(({ text, key, label }) => {
    if (text === '') return false;
    if (contradicting.has(key) && contradictions === 'leaveOut') {
      leftOut.add('texts that come with two labels', text.slice(0, 60));
      return false;
    }
    if (seen.has(key)) {
      const isOther = labels.get(key) !== label;
      leftOut.add(
        isOther ? 'texts that come with another label before' : 'texts that come twice',
        text.slice(0, 60),
      );
      return false;
    }
    seen.add(key);
    return true;
  });
}

/** Both sides as rows of tokens. Vocabulary and length are those of the training texts alone. */
export function tokenised(
  train: readonly string[],
  heldOut: readonly string[],
  { words, tokens }: Wish,
): { vocabulary: string[]; length: number; train: Float32Array; heldOut: Float32Array } {
  const trainWords = train.map(wordsOfAnyScript);
  const vocabulary = vocabularyOf(trainWords, words);
  const length = lengthFor(trainWords, tokens);
  return {
    vocabulary,
    length,
    train: tokensOf(trainWords, vocabulary, length),
    heldOut: tokensOf(heldOut.map(wordsOfAnyScript), vocabulary, length),
  };
}

/** Texts with labels as data: [tokens] each, split by class. @throws FileProblem */
export function textData(all: readonly LabelledText[], wish: Wish, leftOut: LeftOuts): Data {
  const texts = once(all, wish, leftOut);
  const split = splitByClass(texts, wish, leftOut);
  const textsAt = (places: readonly number[]) =>
    places.map((place) => (texts[place] as LabelledText).text);
  const idsAt = (places: readonly number[]) =>
    places.map((place) => (texts[place] as LabelledText).id);
  const [trainTexts, heldOutTexts] = [textsAt(split.train), textsAt(split.heldOut)];
  const { vocabulary, length, train, heldOut } = tokenised(trainTexts, heldOutTexts, wish);
  const side = (
    values: Float32Array,
    labels: Int32Array,
    texts: readonly string[],
    ids: readonly string[],
  ): Items => ({ count: texts.length, values, labels, texts, ids });
  return {
    shape: [length],
    range: [0, vocabulary.length - 1],
    train: side(train, split.trainLabels, trainTexts, idsAt(split.train)),
    heldOut: side(heldOut, split.heldOutLabels, heldOutTexts, idsAt(split.heldOut)),
    classNames: split.classNames,
    groups: split.classNames.map((_, label) => label),
    vocabulary,
    isAnyScript: true,
  };
}
