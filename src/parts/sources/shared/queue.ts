import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../../part';
import type { Drawn, KeptArray, Others } from '../source';

/** Embeddings of earlier steps, first in, first out: the newest come last. K slots. */
export interface Queue {
  /** Unit rows, [K, d]. */
  readonly rows: Tensor2D;
  /** The step at which each entered, -1 where the slot is still empty, [K]. */
  readonly entered: Tensor1D;
  /** Class of each and the training item it shows, -1 where the slot is empty, [K]. */
  readonly classes: Tensor1D;
  readonly items: Tensor1D;
}

/** What a source keeps for a queue of `size` slots. */
export const queueArrays = (size: number, d: number): readonly KeptArray[] => [
  { name: 'rows', shape: [size, d], first: 'unit rows' },
  { name: 'entered', shape: [size], first: -1 },
  { name: 'classes', shape: [size], first: -1 },
  { name: 'items', shape: [size], first: -1 },
];

/** The queue in the first four arrays that a source keeps. */
export const queueOf = (state: readonly Tensor[]): Queue => {
  const [rows, entered, classes, items] = state as [Tensor2D, Tensor1D, Tensor1D, Tensor1D];
  return { rows, entered, classes, items };
};

/** The arrays of a queue, in the order of `queueArrays`. */
export const arraysOf = ({ rows, entered, classes, items }: Queue): readonly Tensor[] => [
  rows,
  entered,
  classes,
  items,
];

/** Rows of this step as they enter a queue. */
export const freshOf = (
  tf: Tf,
  rows: Tensor2D,
  { classes, items, step }: Pick<Drawn, 'classes' | 'items' | 'step'>,
): Queue => ({
  rows,
  entered: tf.add(tf.zeros([rows.shape[0]]), step),
  classes: tf.cast(classes, 'float32'),
  items: tf.cast(items, 'float32'),
});

/**
 * The queue after rows have entered: everything moves up, the oldest drop out. With `enters`, [N],
 * only rows where it is 1 do so. Of more rows than there are slots the last are kept.
 */
export function enqueued(tf: Tf, queue: Queue, fresh: Queue, enters: Tensor1D | null): Queue {
  const size = queue.rows.shape[0];
  const n = fresh.rows.shape[0];
  const [kept, offered] = [tableOf(tf, queue), tableOf(tf, fresh)];
  if (!enters) return fromTable(tf, tf.slice(tf.concat([kept, offered]), [n, 0], [size, -1]));
  // How many enter is known only on the device: they are moved to the front, and those behind them
  // lie beyond the slots read next.
  const place = tf.sub(tf.cumsum(enters), 1);
  const slots = tf.reshape(tf.range(0, n), [n, 1]);
  const moves = tf.mul(tf.cast(tf.equal(slots, tf.reshape(place, [1, n])), 'float32'), enters);
  const front = tf.matMul(moves as Tensor2D, offered) as Tensor2D;
  const read = tf.cast(tf.add(tf.range(0, size), tf.sum(enters)), 'int32');
  return fromTable(tf, tf.gather(tf.concat([kept, front]), read));
}

/** A queue side by side, [K, d + 3]. */
const tableOf = (tf: Tf, { rows, entered, classes, items }: Queue): Tensor2D =>
  tf.concat([rows, tf.stack([entered, classes, items], 1) as Tensor2D], 1);

function fromTable(tf: Tf, table: Tensor2D): Queue {
  const [size, width] = table.shape;
  const column = (at: number) =>
    tf.reshape(tf.slice(table, [0, at], [size, 1]), [size]) as Tensor1D;
  return {
    rows: tf.slice(table, [0, 0], [size, width - 3]),
    entered: column(width - 3),
    classes: column(width - 2),
    items: column(width - 1),
  };
}

/** 1 where a slot was written at step `since` or afterwards, else 0, [K]. */
export const writtenSince = (tf: Tf, entered: Tensor1D, since: Scalar | number): Tensor1D =>
  tf.mul(tf.step(tf.add(entered, 1)), tf.step(tf.add(tf.sub(entered, since), 0.5)));

/**
 * Everything in the queue that entered at step `since` or afterwards, as candidates; what is no
 * candidate has age 0.
 */
export function queued(
  tf: Tf,
  queue: Queue,
  step: Scalar,
  since: Scalar | number = 0,
): Others & { readonly age: Tensor1D } {
  const written = writtenSince(tf, queue.entered, since);
  return {
    rows: queue.rows,
    classes: queue.classes,
    items: queue.items,
    exists: tf.reshape(written, [1, written.size]),
    age: tf.mul(tf.sub(step, queue.entered), written),
  };
}

/** 1 where a row is a key, else 0, [N]: a queue of keys takes no queries. */
export const areKeys = (tf: Tf, isQuery: Tensor1D): Tensor1D => tf.sub(1, isQuery);

/** The knob of every queue of keys. */
export const queueSize = {
  kind: 'number',
  label: 'Queue size',
  hint: 'Keys kept from earlier batches. Longer: more candidates, but older ones.',
  min: 16,
  max: 4096,
  step: 16,
  default: 512,
  scale: 'log',
  restarts: true,
} as const;

/** The knob of every source that starts plainly. */
export const warmUp = (value: number, hint: string) =>
  ({
    kind: 'number',
    label: 'Warm-up',
    hint,
    min: 0,
    max: 2000,
    step: 1,
    default: value,
  }) as const;
