import type { Items } from '../../data';
import { randomStream, streamKey, uniformAt } from '../../random';
import { tokenRows } from '../../text/tokens';
import { defineDataset } from '../dataset';
import { drawFamilies, type Family, type Item, itemsOf, keyOf } from './families';
import { type Edit, editNames, type Meaning, sentence } from './grammar';
import { learnedEdits } from './learned';
import { LONGEST, nouns, places, sentenceWords, verbs } from './words';

const TRAIN_MEANINGS = 1600;
const HELD_OUT_MEANINGS = 160;
/** Share of the combinations of two nouns, a verb and a place that training never meets. */
const HELD_OUT_SHARE = 0.2;
/** Names of the streams of random numbers. */
const TRAIN = 1;
const HELD_OUT = 2;
const COMBINATIONS = 3;

/** Edits besides those of `editsOf`: training gives what is hardest to hear, tests ask for more. */
const TRAINED: readonly Edit[] = ['negation'];
const ASKED: readonly Edit[] = ['negation', 'verb', 'place'];

/**
 * Whether a meaning is never trained on: decided by its nouns whatever their roles, its verb and its
 * place, so that a swap of roles, a negation or another number stays on its side of the split.
 */
function isHeldOut(meaning: Meaning, key: number): boolean {
  const [low, high] = [
    Math.min(meaning.subject, meaning.object),
    Math.max(meaning.subject, meaning.object),
  ];
  const nounPair = low * nouns.length + high;
  const combination = (nounPair * verbs.length + meaning.verb) * places.length + meaning.place;
  return uniformAt(key, combination) < HELD_OUT_SHARE;
}

/** The items of the families, class by class; meanings not seen before join `meanings`. */
function sideOf(families: readonly Family[], meanings: Meaning[]): Items {
  const labels = new Map(meanings.map((meaning, label) => [keyOf(meaning), label]));
  const labelOf = ({ meaning }: Item): number => {
    const label = labels.get(keyOf(meaning)) ?? meanings.push(meaning) - 1;
    labels.set(keyOf(meaning), label);
    return label;
  };
  const all = families.flatMap(itemsOf).map((item) => ({ item, label: labelOf(item) }));
  all.sort((a, b) => a.label - b.label);
  const place = new Map(all.map(({ item }, index) => [item, index]));
  const placeOf = (item: Item) => place.get(item) as number;
  const perItem = Math.max(...families.map(({ nearMisses }) => nearMisses.length));
  const items = new Int32Array(all.length * perItem).fill(-1);
  const kinds = new Uint8Array(items.length);
  for (const { anchor, nearMisses } of families)
    nearMisses.forEach((one, i) => {
      items[placeOf(anchor) * perItem + i] = placeOf(one);
      kinds[placeOf(anchor) * perItem + i] = one.kind;
    });
  const texts = all.map(({ item }) => item.words);
  return {
    count: all.length,
    values: tokenRows(texts, VOCABULARY, LONGEST),
    labels: Int32Array.from(all, ({ label }) => label),
    texts: texts.map((words) => words.join(' ')),
    pairs: Int32Array.from(
      families.flatMap(({ anchor, rewrite }) => [placeOf(anchor), placeOf(rewrite)]),
    ),
    nearMisses: { perItem, items, kinds },
  };
}

/** 0 pads and 1 would be an unknown word; this grammar has none. */
const VOCABULARY = ['', '(unknown)', ...sentenceWords];

/** The plainest wording of a meaning, which names it. */
const nameOf = (meaning: Meaning): string =>
  sentence(meaning, {
    isPassive: false,
    subjectWord: 0,
    verbWord: 0,
    objectWord: 0,
    saysNever: false,
    isFronted: false,
    clause: 0,
    time: 0,
  }).join(' ');

/**
 * Sentences of a small grammar: who did what to how many of whom, where, or did not. A class is a
 * meaning. Each anchor is paired with a rewrite in the other voice, with other synonyms and fillers,
 * and has near misses: the anchor's own words but for one thing, which changes the meaning. They are
 * items of their own meaning and never the query of a pair. Items are the numbers of up to 18 words,
 * [18]; 6,400 train items of 1,600 pairs, 960 held-out items of 160 pairs. A fifth of the
 * combinations of nouns, verb and place is held out, near misses included.
 */
export const sentences = defineDataset({
  label: 'Sentences',
  phrase: 'sentences with negation and role swaps',
  summary: 'The same said otherwise, against nearly the same words that say something else.',
  source: 'Written by this page from a seed; no data of others.',
  kind: 'text',
  classWord: 'meanings',
  gives: { pairs: true, nearMisses: true },
  suits: { encoder: 'textCnn' },
  lens: 'edits',
  learned: learnedEdits,
  knobs: {},
  async load({ seed }) {
    const key = streamKey(seed, COMBINATIONS);
    const meanings: Meaning[] = [];
    const draw = (count: number, more: readonly Edit[], side: number) =>
      drawFamilies(
        count,
        more,
        (meaning) => isHeldOut(meaning, key) === (side === HELD_OUT),
        randomStream(seed, side),
      );
    return {
      train: sideOf(draw(TRAIN_MEANINGS, TRAINED, TRAIN), meanings),
      heldOut: sideOf(draw(HELD_OUT_MEANINGS, ASKED, HELD_OUT), meanings),
      shape: [LONGEST],
      range: [0, VOCABULARY.length - 1],
      classNames: meanings.map(nameOf),
      vocabulary: VOCABULARY,
      editNames,
      groups: meanings.map(({ verb }) => verb),
    };
  },
});
