import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates } from '../losses/loss';
import type { Tf } from '../part';
import { masked, rowRank } from '../selections/shared/rank';
import { defineGuard, type Suspects } from './guard';

/**
 * Rank of each candidate by its support, the larger of its cosines to the anchor and to the anchor's
 * partner, and 1 where it is eligible, among the `most` first and supported above `above`, else 0;
 * [N, C] both.
 */
function cancelled(
  tf: Tf,
  { similarity, partner, eligible }: Suspects,
  most: number,
  above: Scalar,
) {
  const support = tf.maximum(similarity, partner(similarity)) as Tensor2D;
  const scores = masked(tf, asCandidates(tf, support), asCandidates(tf, eligible));
  const rank = tf.reshape(rowRank(tf, scores), eligible.shape) as Tensor2D;
  const first = tf.mul(tf.step(tf.sub(most - 0.5, rank)), eligible);
  return { rank, false: tf.mul(first, tf.step(tf.sub(support, above))) as Tensor2D };
}

/**
 * False negative cancellation: of each anchor's candidates those among the top k by support, if
 * it is above a threshold, are held to be false. They leave the negatives, and under attraction
 * become positives of their anchor, each in a row of its own. Ties go to the lower index. With
 * SupCon as the loss, attraction matches the authors' code (half its value, since it sums over the
 * two views); its support views are left out, as with support size 0.
 */
export const cancellation = defineGuard({
  label: 'False-negative cancellation',
  phrase: 'with false negatives cancelled',
  summary:
    'Takes the candidates most similar to the anchor or its positive for false, and drops or attracts them.',
  paper: 'Huynh et al. 2022 (FNC), https://arxiv.org/abs/2011.11765, section 3',
  formula: String.raw`\false{F_i} = \operatorname{top-}k_n \max(s_{in}, s_{pn}) \;\cap\; \{ n : \max(s_{in}, s_{pn}) > \theta \}`,
  advice:
    'Helps late, once neighbours do share a class; early on everything is similar, and attraction then draws different classes together for good.',
  knobs: {
    cancelBy: {
      kind: 'choice',
      label: 'What is found false',
      hint: 'Elimination only leaves it out; attraction pulls it to the anchor as well.',
      options: { elimination: 'Is left out', attraction: 'Is attracted' },
      default: 'elimination',
    },
    cancelMost: {
      kind: 'number',
      label: 'At most',
      hint: 'How many candidates of an anchor can be found false (top k).',
      min: 1,
      max: 10,
      step: 1,
      default: 5,
      restarts: true,
    },
    cancelAbove: {
      kind: 'number',
      label: 'If more similar than',
      hint: 'Similarity to the anchor or its positive above which a candidate is found false.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.7,
    },
  },
  allowed: (tf, suspects, { cancelMost, cancelAbove }) =>
    tf.sub(suspects.eligible, cancelled(tf, suspects, cancelMost, cancelAbove).false),
  attracted(tf, suspects, { cancelBy, cancelMost, cancelAbove }) {
    if (cancelBy !== 'attraction') return undefined;
    const [n, c] = suspects.eligible.shape;
    const found = cancelled(tf, suspects, cancelMost, cancelAbove);
    const place = tf.reshape(tf.range(0, cancelMost), [1, cancelMost, 1]);
    const at = tf.cast(tf.equal(tf.reshape(found.rank, [n, 1, c]), place), 'float32');
    return tf.mul(at, asCandidates(tf, found.false)) as Tensor3D;
  },
  attracts: ({ cancelBy, cancelMost }) => (cancelBy === 'attraction' ? cancelMost : 0),
});
