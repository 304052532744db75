import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../src/parts/part';
import type { Problem } from '../problem';

type Loss = (embeddings: Tensor2D, step: number) => Scalar;

/** NT-Xent and the triplet loss with its selections, in plain TensorFlow.js ops. */
export function tfjsLosses(tf: Tf, problem: Problem): (lane: Problem['lanes'][number]) => Loss {
  const { n, q, positiveRows, eligible, temperature, margin } = problem;
  const positives = tf.oneHot(tf.tensor2d(positiveRows, [n, q], 'int32'), n) as Tensor3D;
  const isPositive = tf.cast(positives, 'float32');
  const mayBeNegative = tf.tensor3d(eligible, [n, 1, n], 'float32');
  const candidates = tf.cast(tf.tile(mayBeNegative, [1, q, 1]), 'bool');
  const onDiagonal = tf.eye(n);

  const ntXent: Loss = (embeddings) => {
    const logits = tf.div(tf.matMul(embeddings, embeddings, false, true), temperature);
    const others = tf.sub(logits, tf.mul(onDiagonal, 1e9));
    const positive = tf.sum(tf.mul(logits, tf.reshape(isPositive, [n, n])), 1);
    return tf.mean(tf.sub(tf.logSumExp(others, 1), positive));
  };

  /** Candidate chosen for each row and positive, [N, Q]. */
  const chosen: Record<string, (similarity: Tensor3D, positive: Tensor3D, step: number) => Tensor> =
    {
      hardest: (similarity) => tf.argMax(tf.where(candidates, similarity, -1e9), 2),
      random(_similarity, _positive, step) {
        const draws = tf.tensor3d(problem.drawsOf(step), [n, q, n]);
        return tf.argMax(tf.where(candidates, draws, -1), 2);
      },
      semiHard(similarity, positive) {
        const below = tf.logicalAnd(tf.less(similarity, positive), candidates);
        const semiHardest = tf.argMax(tf.where(below, similarity, -1e9), 2);
        const easiest = tf.argMin(tf.where(candidates, similarity, 1e9), 2);
        return tf.where(tf.any(below, 2), semiHardest, easiest);
      },
    };

  const triplet =
    (selection: string): Loss =>
    (embeddings, step) => {
      const similarity = tf.reshape(tf.matMul(embeddings, embeddings, false, true), [n, 1, n]);
      const positive = tf.sum(tf.mul(similarity, isPositive), 2, true) as Tensor3D;
      const isNegative = constant(tf, [similarity, positive], (values) => {
        const [known, of] = values as [Tensor3D, Tensor3D];
        const select = chosen[selection] as (typeof chosen)[string];
        const rows = tf.broadcastTo(known, [n, q, n]) as Tensor3D;
        return tf.cast(tf.oneHot(select(rows, of, step) as Tensor2D, n), 'float32');
      });
      const negative = tf.sum(tf.mul(similarity, isNegative), 2, true);
      const hinge = tf.relu(tf.add(tf.mul(tf.sub(negative, positive), 2), margin));
      const active = constant(tf, [hinge], ([costs]) =>
        tf.maximum(tf.sum(tf.step(costs as Tensor)), 1),
      );
      return tf.div(tf.sum(hinge), active);
    };

  return ({ loss, selection }) => (loss === 'ntXent' ? ntXent : triplet(selection));
}

/** A value computed from tensors on the tape that is a constant to the gradient. */
function constant(tf: Tf, inputs: Tensor[], compute: (values: Tensor[]) => Tensor): Tensor {
  return tf.customGrad((...args: unknown[]) => ({
    value: compute(args.slice(0, inputs.length) as Tensor[]),
    gradFunc: () => inputs.map((input) => tf.zeros(input.shape)),
  }))(...inputs);
}
