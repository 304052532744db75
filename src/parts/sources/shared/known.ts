import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Drawn } from '../source';

/** 1 where two whole numbers are the same, else 0, [rows, columns]. */
export const equals = (tf: Tf, rows: Tensor1D, columns: Tensor1D): Tensor2D =>
  tf.cast(
    tf.equal(
      tf.reshape(tf.cast(rows, 'float32'), [rows.size, 1]),
      tf.reshape(tf.cast(columns, 'float32'), [1, columns.size]),
    ),
    'float32',
  ) as Tensor2D;

/**
 * 1 where a candidate belongs to the anchor as far as the experiment knows, else 0, [N, X]: it
 * shows the anchor's own item or, where positives are other items than the anchor, it is of the
 * anchor's class. So labels stay unseen where positives are views.
 */
export function belongs(
  tf: Tf,
  drawn: Pick<Drawn, 'classes' | 'items' | 'positive'>,
  classes: Tensor1D,
  items: Tensor1D,
): Tensor2D {
  const positiveIsView = tf.max(drawn.positive(equals(tf, drawn.items, drawn.items)), 1, true);
  const byItem = equals(tf, drawn.items, items);
  const byClass = tf.maximum(byItem, equals(tf, drawn.classes, classes));
  return tf.add(
    tf.mul(byItem, positiveIsView),
    tf.mul(byClass, tf.sub(1, positiveIsView)),
  ) as Tensor2D;
}

/** 1 where a row was made for the anchor, `count` rows for each in turn, [N, N * count]. */
export const ownOnly = (tf: Tf, n: number, count: number): Tensor2D =>
  tf.reshape(tf.mul(tf.reshape(tf.eye(n), [n, n, 1]), tf.ones([1, 1, count])), [n, n * count]);
