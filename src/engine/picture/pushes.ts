import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { Lane } from '../lanes/lane';
import { rowsOf, squaredDistances } from '../step/rows';
import type { Seen } from '../step/seen';
import { tf } from '../tf';

/**
 * How hard the loss pushes at each similarity, d loss / d cosine, [N, C]: every entry of the
 * table moved by itself, squared distances moving along as 2 - 2 cos.
 */
export function pushesOf(lane: Lane, seen: Seen): Tensor2D {
  return tf.tidy(() => {
    const value = (similarity: Tensor, squaredDistance: Tensor) => {
      const rows = rowsOf(
        lane.plan,
        { similarity: similarity as Tensor2D, raw: seen.raw },
        () => squaredDistance as Tensor2D,
        seen,
        lane.knobs,
      );
      const loss = lane.plan.loss.value(tf, rows, lane.knobs.all);
      // A loss that does not read one of the tables still has the gradient 0 there.
      const nothing = tf.mul(tf.add(tf.sum(similarity), tf.sum(squaredDistance)), 0);
      return tf.add(loss, nothing) as Scalar;
    };
    const [bySimilarity, byDistance] = tf.grads(value)([
      seen.similarity,
      squaredDistances(seen.embeddings, seen.candidates),
    ]) as [Tensor2D, Tensor2D];
    return tf.sub(bySimilarity, tf.mul(byDistance, 2));
  });
}
