import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { normalised } from '../encoders/encoder';
import type { Tf } from '../part';
import { highest } from '../selections/shared/rank';
import { untaped } from '../untaped';
import { defineSource } from './source';

/** Moved by less than this in cosine, a row counts as left where it was. */
const UNMOVED = 1e-6;

/**
 * Cosine to the anchor after a row at cosine s has turned towards it by `angle`, but not beyond
 * `limit`, and never away from it; all [N, 1].
 */
function turned(tf: Tf, s: Tensor2D, angle: Tensor2D, limit: Tensor2D): Tensor2D {
  const cosine = tf.clipByValue(s, -1, 1);
  const sine = tf.sqrt(tf.relu(tf.sub(1, tf.square(cosine))));
  const full = tf.add(tf.mul(cosine, tf.cos(angle)), tf.mul(sine, tf.sin(angle)));
  const arrives = tf.step(tf.sub(cosine, tf.cos(angle)));
  const wished = tf.add(arrives, tf.mul(full, tf.sub(1, arrives)));
  return tf.maximum(cosine, tf.minimum(wished, limit));
}

/**
 * Besides the batch, one more candidate for each anchor: its most similar one, turned towards it
 * on the sphere. How far it is turned is a constant to the loss; the gradient flows through the
 * row itself. It stops short of every positive of the anchor by a margin; a row that is already
 * beyond, or an anchor without any candidate, gets none.
 */
export const perturbed = defineSource({
  label: 'Perturbed',
  phrase: 'in batch, the hardest pushed closer',
  summary:
    'Turns the most similar candidate of each anchor a little towards it: harder than any real one.',
  paper:
    'Our own bounded form of Goodfellow et al. 2015, https://arxiv.org/abs/1412.6572, section 4, on embeddings',
  formula: String.raw`\negative{\tilde{z}_n} = z_n \text{ turned towards } z_i \text{ by at most } \epsilon, \qquad \negative{\tilde{s}_{in}} \le \positive{s_{ip}} - \kappa`,
  advice:
    'Helps when the batch has become too easy; hurts when the hardest candidate is a false negative, which it makes worse.',
  knobs: {
    turnAngle: {
      kind: 'number',
      label: 'Largest turn',
      hint: 'How far the hardest candidate is turned towards its anchor, in radians.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.2,
    },
    turnMargin: {
      kind: 'number',
      label: 'Stop before positive',
      hint: 'How much less similar than every positive it has to stay, in cosine.',
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0.05,
    },
  },
  batchActs: true,
  candidates: ({ n }) => n,
  synthetic: { name: 'perturbed', count: ({ n }) => n },
  growth: 'N × 2N: grows with the square of the batch, whatever the data.',
  others(tf, { batch, eligible, positive, classes, items }, { turnAngle, turnMargin }) {
    const n = batch.shape[0];
    const { pick, shift, moves } = untaped(tf, () => {
      const similarity = tf.matMul(batch, batch, false, true) as Tensor2D;
      const row = (table: Tensor2D): Tensor3D => tf.reshape(table, [n, 1, n]);
      const hardest = highest(tf, row(similarity), row(eligible), tf.scalar(1));
      const pick = tf.reshape(hardest, [n, n]) as Tensor2D;
      const source = tf.matMul(pick, batch) as Tensor2D;
      const before = tf.sum(tf.mul(similarity, pick), 1, true) as Tensor2D;
      const limit = tf.sub(tf.min(positive(similarity), 1, true), turnMargin) as Tensor2D;
      const angle = tf.mul(tf.onesLike(before), turnAngle) as Tensor2D;
      const after = turned(tf, before, angle, limit);
      const across = normalised(tf, tf.sub(source, tf.mul(batch, before)));
      const sine = tf.sqrt(tf.relu(tf.sub(1, tf.square(after))));
      const target = tf.add(tf.mul(batch, after), tf.mul(across, sine));
      const moved = tf.mul(tf.step(tf.sub(tf.sub(after, before), UNMOVED)), tf.sum(pick, 1, true));
      return {
        pick,
        shift: tf.mul(tf.sub(target, source), moved) as Tensor2D,
        moves: moved as Tensor2D,
      };
    });
    const of = (values: typeof classes) =>
      tf.sub(tf.sum(tf.mul(pick, tf.add(tf.cast(values, 'float32'), 1)), 1), 1) as typeof classes;
    return {
      rows: normalised(tf, tf.add(tf.matMul(pick, batch), shift)),
      classes: of(classes),
      items: of(items),
      exists: tf.mul(tf.eye(n), moves),
      age: null,
    };
  },
});
