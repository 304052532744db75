import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../part';
import { roomOf } from '../text/captioned';
import { embeddingBag } from './embeddingBag';
import { defineEncoder, type Weight } from './encoder';
import { gru } from './gru';
import { wordWidth } from './shared/words';
import { smallCnn } from './smallCnn';
import { textCnn } from './textCnn';

/** Filters and units of the towers that read, beside the width of their word vectors. */
const READING = { filters: 96, units: 64 } as const;

type Reads = 'bag' | 'cnn' | 'gru';

interface TowerKnobs {
  readonly filters: number;
  readonly width: number;
  readonly reads: Reads;
}

/** What reads captions: one of the encoders of texts. */
const readers = {
  bag: {
    weights: (tokens: number, d: number, width: number, words: number) =>
      embeddingBag.weights([tokens], d, { width }, words),
    embed: (tf: Tf, texts: Tensor, weights: readonly Tensor[], width: number) =>
      embeddingBag.embed(tf, texts, weights, { width }),
  },
  cnn: {
    weights: (tokens: number, d: number, width: number, words: number) =>
      textCnn.weights([tokens], d, { width, filters: READING.filters }, words),
    embed: (tf: Tf, texts: Tensor, weights: readonly Tensor[], width: number) =>
      textCnn.embed(tf, texts, weights, { width, filters: READING.filters }),
  },
  gru: {
    weights: (tokens: number, d: number, width: number, words: number) =>
      gru.weights([tokens], d, { width, units: READING.units }, words),
    embed: (tf: Tf, texts: Tensor, weights: readonly Tensor[], width: number) =>
      gru.embed(tf, texts, weights, { width, units: READING.units }),
  },
};

const named = (tower: string, weights: readonly Weight[]): Weight[] =>
  weights.map((weight) => ({ ...weight, name: `${tower}/${weight.name}` }));

/** The weights of the tower that sees pictures. */
const seeingWeights = (side: number, d: number, { filters }: TowerKnobs) =>
  named('picture', smallCnn.weights([side, side, 3], d, { filters }, 0));

/**
 * A small CNN for pictures and an encoder of texts for captions, each to d: rows of `captioned.ts`.
 * Where it is known how many rows are pictures each tower runs on its own rows alone; else both run on
 * all, and the answer of the other tower counts nothing and teaches nothing. A row with neither
 * picture nor words is the caption without words.
 */
export const twoTowers = defineEncoder({
  label: 'Two towers',
  phrase: 'pair of towers',
  summary: 'One encoder sees pictures, another reads captions; both end on the same sphere.',
  paper: 'Radford et al. 2021 (CLIP), https://arxiv.org/abs/2103.00020, section 2.3',
  formula: String.raw`z_{\text{picture}} \propto f(x), \qquad z_{\text{caption}} \propto g(w_1, \dots, w_L)`,
  advice:
    'Whether swapped colours can be heard at all is up to what reads the captions: a bag of words can not, whatever the negatives.',
  accepts: ['captioned'],
  knobs: {
    reads: {
      kind: 'choice',
      label: 'Reader',
      hint: 'What reads the captions. A bag has no order and so no idea which shape has which colour.',
      options: { bag: 'Word bag', cnn: 'CNN', gru: 'GRU' },
      default: 'cnn',
    },
    filters: smallCnn.knobs.filters,
    width: wordWidth,
  },
  weights([size = 0], d, knobs, words) {
    const { side, tokens } = roomOf(size);
    const reading = readers[knobs.reads].weights(tokens, d, knobs.width, words);
    return [...seeingWeights(side, d, knobs), ...named('caption', reading)];
  },
  embed(tf, items, weights, knobs, pictures = null) {
    const rows = items as Tensor2D;
    const [n, size] = rows.shape;
    const { side, pixels, tokens } = roomOf(size);
    const seeing = seeingWeights(side, 1, knobs).length;
    const seen = (count: number) => {
      const flat = tf.slice(rows, [0, 0], [count, pixels]);
      const images = tf.reshape(flat, [count, side, side, 3]);
      return smallCnn.embed(tf, images, weights.slice(0, seeing), knobs);
    };
    const read = (from: number) => {
      const words = tf.slice(rows, [from, pixels], [n - from, tokens]);
      return readers[knobs.reads].embed(tf, words, weights.slice(seeing), knobs.width);
    };
    if (pictures !== null) return tf.concat([seen(pictures), read(pictures)]) as Tensor2D;
    const isPicture = tf.slice(rows, [0, size - 1], [n, 1]);
    return tf.add(tf.mul(seen(n), isPicture), tf.mul(read(0), tf.sub(1, isPicture))) as Tensor2D;
  },
});
