import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { normalised } from '../encoders/encoder';
import type { Tf } from '../part';
import { untaped } from '../untaped';
import { momentumQueue } from './momentumQueue';
import { belongs, ownOnly } from './shared/known';
import { type Queue, queueArrays, queued, queueOf, queueSize, warmUp } from './shared/queue';
import { type Drawn, defineSource, encoderMomentum, type Others } from './source';

/** How many synthetic negatives of each kind an anchor gets, and from how many hardest keys. */
interface MixCounts {
  readonly hardest: number;
  readonly ofTwo: number;
  readonly withAnchor: number;
}

/** The largest share of the anchor in a mix: always less of it than of the key. */
const MOST_OF_ANCHOR = 0.5;

/** Slots of the queue drawn from the hardest of each anchor, [N, draws], and whether it has any, [N, 1]. */
function hardSlots(tf: Tf, drawn: Drawn, queue: Queue, hardest: number, draws: Tensor2D) {
  const n = drawn.batch.shape[0];
  const { exists } = queued(tf, queue, drawn.step);
  const open = tf.mul(exists, tf.sub(1, belongs(tf, drawn, queue.classes, queue.items)));
  const similarity = tf.matMul(drawn.batch, queue.rows, false, true);
  const scores = tf.sub(tf.mul(similarity, open), tf.mul(tf.sub(1, open), 4));
  const length = Math.min(hardest, queue.rows.shape[0]);
  const found = tf.cast(tf.topk(scores, length).indices, 'float32');
  const count = tf.minimum(tf.sum(open, 1, true), length);
  const rank = tf.minimum(tf.floor(tf.mul(draws, count)), tf.sub(count, 1));
  const isRank = tf.equal(tf.expandDims(rank, 2), tf.reshape(tf.range(0, length), [1, 1, length]));
  const slots = tf.sum(tf.mul(tf.cast(isRank, 'float32'), tf.reshape(found, [n, 1, length])), 2);
  return { slots: slots as Tensor2D, hasAny: tf.step(count) as Tensor2D };
}

/**
 * Synthetic negatives of each anchor, constants: mixes of two of its hardest keys, then mixes of
 * one with the anchor itself. A mix with a parent of the anchor's class counts as of that class,
 * so that false ones are shown as such; it shows no item and is as old as its older parent.
 */
function mixes(tf: Tf, drawn: Drawn, queue: Queue, counts: MixCounts): Others & { age: Tensor1D } {
  const { ofTwo, withAnchor, hardest } = counts;
  const [n, d] = drawn.batch.shape;
  const each = ofTwo + withAnchor;
  const numbers = drawn.uniform([n, 3 * ofTwo + 2 * withAnchor]) as Tensor2D;
  const draws = tf.slice(numbers, [0, 0], [n, 2 * ofTwo + withAnchor]);
  const shares = tf.slice(numbers, [0, 2 * ofTwo + withAnchor], [n, each]);
  const { slots, hasAny } = hardSlots(tf, drawn, queue, hardest, draws);
  const at = (start: number, size: number) =>
    tf.cast(tf.reshape(tf.slice(slots, [0, start], [n, size]), [n * size]), 'int32') as Tensor1D;
  const read = (values: Tensor, start: number, size: number) =>
    tf.reshape(tf.gather(values, at(start, size)), [n, size, ...values.shape.slice(1)]);
  // Parents side by side, [N, each, ..]: mixes of two have two keys, the others the anchor and one.
  const second = (values: Tensor) => read(values, ofTwo, each);
  const firstOfTwo = (values: Tensor) => read(values, 0, ofTwo);
  const anchors = tf.mul(tf.reshape(drawn.batch, [n, 1, d]), tf.ones([1, withAnchor, 1]));
  const first = tf.concat([firstOfTwo(queue.rows) as Tensor3D, anchors as Tensor3D], 1);
  const most = tf.concat([tf.ones([ofTwo]), tf.fill([withAnchor], MOST_OF_ANCHOR)]);
  const share = tf.reshape(tf.mul(shares, most), [n, each, 1]);
  const mixed = tf.add(tf.mul(first, share), tf.mul(second(queue.rows), tf.sub(1, share)));
  const { age } = queued(tf, queue, drawn.step);
  const alone = (values: Tensor1D) =>
    tf.slice(second(values) as Tensor2D, [0, ofTwo], [n, withAnchor]);
  const ofBoth = (values: Tensor1D, join: (one: Tensor2D, other: Tensor2D) => Tensor) =>
    tf.reshape(
      tf.concat(
        [
          join(
            firstOfTwo(values) as Tensor2D,
            tf.slice(second(values) as Tensor2D, [0, 0], [n, ofTwo]),
          ) as Tensor2D,
          alone(values),
        ],
        1,
      ),
      [n * each],
    ) as Tensor1D;
  const ownClass = tf.reshape(tf.cast(drawn.classes, 'float32'), [n, 1]);
  return {
    rows: normalised(tf, tf.reshape(mixed, [n * each, d])),
    classes: ofBoth(queue.classes, (one, other) => {
      const isOwn = tf.cast(tf.equal(one, ownClass), 'float32');
      return tf.add(tf.mul(one, isOwn), tf.mul(other, tf.sub(1, isOwn)));
    }),
    items: tf.fill([n * each], -1),
    exists: tf.mul(ownOnly(tf, n, each), hasAny),
    age: ofBoth(age, (one, other) => tf.maximum(one, other)),
  };
}

/** A momentum queue and, from a certain step on, negatives mixed from its hardest keys. */
export const mixed = defineSource({
  label: 'Mixed',
  phrase: 'in a momentum queue, the hardest mixed',
  summary: 'A momentum queue, plus synthetic negatives between its hardest keys and the anchor.',
  paper: 'Kalantidis et al. 2020 (MoCHi), https://arxiv.org/abs/2010.01028, sections 4.1 and 4.2',
  formula: String.raw`\negative{h_k} = \frac{\alpha\,\candidate{n_i} + (1 - \alpha)\,\candidate{n_j}}{\lVert \cdot \rVert}, \ \alpha \sim U(0, 1), \qquad \negative{h'_k} = \frac{\beta\,z_i + (1 - \beta)\,\candidate{n_j}}{\lVert \cdot \rVert}, \ \beta \sim U(0, \tfrac{1}{2})`,
  advice:
    'Helps late, when the keys of the queue have become easy; hurts early or with many mixes, where the encoder partly collapses.',
  knobs: {
    queueSize,
    encoderMomentum,
    mixedFrom: {
      kind: 'number',
      label: 'Mixed from',
      hint: 'How many of the most similar keys of each anchor are mixed.',
      min: 2,
      max: 256,
      step: 1,
      default: 32,
      scale: 'log',
      restarts: true,
    },
    mixedPairs: {
      kind: 'number',
      label: 'Mixes of two keys',
      hint: 'Synthetic negatives of each anchor between two of its hardest keys.',
      min: 1,
      max: 32,
      step: 1,
      default: 8,
      restarts: true,
    },
    mixedWithAnchor: {
      kind: 'number',
      label: 'Mixes with the anchor',
      hint: 'Synthetic negatives of each anchor between it and one of its hardest keys: harder still.',
      min: 1,
      max: 32,
      step: 1,
      default: 4,
      restarts: true,
    },
    warmUp: warmUp(600, 'Steps at first in which the queue acts alone.'),
  },
  batchActs: false,
  keys: true,
  remembers: true,
  candidates: ({ n }, { queueSize: size, mixedPairs, mixedWithAnchor }) =>
    size + n * (mixedPairs + mixedWithAnchor),
  synthetic: {
    name: 'mixed',
    count: ({ n }, { mixedPairs, mixedWithAnchor }) => n * (mixedPairs + mixedWithAnchor),
  },
  growth: 'N × (N + K + N × mixes): as the queue of K keys, and as the square of the batch.',
  state: ({ d }, knobs) => queueArrays(knobs.queueSize, d),
  others: (tf, drawn, knobs) =>
    untaped(tf, () => {
      const queue = queueOf(drawn.state);
      const real = queued(tf, queue, drawn.step);
      const made = mixes(tf, drawn, queue, {
        hardest: knobs.mixedFrom,
        ofTwo: knobs.mixedPairs,
        withAnchor: knobs.mixedWithAnchor,
      });
      const isWarm = tf.step(tf.add(tf.sub(drawn.step, knobs.warmUp), 0.5));
      const everywhere = tf.mul(real.exists, tf.ones([drawn.batch.shape[0], 1])) as Tensor2D;
      return {
        rows: tf.concat([real.rows, made.rows]),
        classes: tf.concat([real.classes, made.classes]),
        items: tf.concat([real.items, made.items]),
        exists: tf.concat([everywhere, tf.mul(made.exists, isWarm) as Tensor2D], 1),
        age: tf.concat([real.age, made.age]),
      };
    }),
  next: (tf, drawn, knobs) => momentumQueue.next?.(tf, drawn, knobs) ?? drawn.state,
});
