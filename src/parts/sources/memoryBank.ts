import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import { normalised } from '../encoders/encoder';
import { equals } from './shared/known';
import { writtenSince } from './shared/queue';
import { defineSource } from './source';

/**
 * One slot for each training item, a running mean of its embeddings. Every step draws some slots
 * at random, with repeats, as candidates; a slot that was never written does not exist. The first
 * embedding of an item is taken as it is.
 */
export const memoryBank = defineSource({
  label: 'Memory bank',
  phrase: 'in a memory bank',
  summary:
    'A running mean of the embeddings of every training item, some drawn at random each step: wide, but old.',
  paper:
    'Wu et al. 2018, https://arxiv.org/abs/1805.01978, section 3.1, momentum as in the authors’ code',
  formula: String.raw`\candidate{b_i} \leftarrow \frac{m\,\candidate{b_i} + (1 - m)\,z_i}{\lVert m\,\candidate{b_i} + (1 - m)\,z_i \rVert} \quad \text{after the step}`,
  advice:
    'Helps when the batch is small and the data are few; hurts when an item comes round so seldom that its slot no longer resembles it.',
  knobs: {
    bankDraws: {
      kind: 'number',
      label: 'Slots drawn',
      hint: 'Slots of the bank that are candidates at a step.',
      min: 16,
      max: 4096,
      step: 16,
      default: 256,
      scale: 'log',
      restarts: true,
    },
    bankMomentum: {
      kind: 'number',
      label: 'Bank momentum',
      hint: 'Share of the old embedding that stays in a slot: 0 keeps the newest alone, 1 the first.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
    },
  },
  batchActs: false,
  remembers: true,
  candidates: (_sizes, { bankDraws }) => bankDraws,
  growth: 'N × (N + slots drawn): as the slots drawn, whatever the data.',
  state: ({ d, items }) => [
    { name: 'bank', shape: [items, d], first: 0 },
    { name: 'written', shape: [items], first: -1 },
  ],
  others(tf, { state, uniform, classOfItem, step }, { bankDraws }) {
    const [bank, written] = state as [Tensor2D, Tensor1D];
    const items = bank.shape[0];
    const drawn = tf.minimum(tf.floor(tf.mul(uniform([bankDraws]), items)), items - 1);
    const slots = tf.cast(drawn, 'int32') as Tensor1D;
    const since = tf.gather(written, slots);
    const exists = writtenSince(tf, since, 0);
    return {
      rows: tf.gather(bank, slots),
      classes: tf.gather(classOfItem, slots),
      items: tf.cast(slots, 'float32'),
      exists: tf.reshape(exists, [1, bankDraws]),
      age: tf.mul(tf.sub(step, since), exists),
    };
  },
  next(tf, { state, batch, items, step }, { bankMomentum }) {
    const [bank, written] = state as [Tensor2D, Tensor1D];
    const count = bank.shape[0];
    const shows = equals(tf, tf.range(0, count), items);
    const views = tf.sum(shows, 1, true);
    const isShown = tf.step(views);
    // Views of one item are averaged; without any, the sum of nothing is 0 and is not used.
    const mean = normalised(tf, tf.matMul(shows, batch) as Tensor2D);
    const stays = tf.mul(tf.reshape(writtenSince(tf, written, 0), [count, 1]), bankMomentum);
    const moved = normalised(tf, tf.add(tf.mul(bank, stays), tf.mul(mean, tf.sub(1, stays))));
    const either = (shown: Tensor2D, other: Tensor2D) =>
      tf.add(tf.mul(shown, isShown), tf.mul(other, tf.sub(1, isShown)));
    const before = tf.reshape(written, [count, 1]) as Tensor2D;
    return [
      either(moved, bank),
      tf.reshape(either(tf.add(tf.zerosLike(before), step), before), [count]),
    ];
  },
});
