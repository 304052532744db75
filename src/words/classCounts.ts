import type { DataShown } from '../protocol/dataShown';

/** How many classes training sees, and how many are held out. */
export interface ClassCounts {
  /** How many have training items, and how many of these the smallest has. */
  readonly trained: number;
  readonly smallest: number;
  /** How many have held-out items. */
  readonly heldOut: number;
  /**
   * Whether none of the held-out classes is trained on. Always false for texts and pairs, where
   * each meaning is a class of its own.
   */
  readonly isUnseen: boolean;
}

type LabelledData = Pick<DataShown, 'labels' | 'texts' | 'pairs'> & {
  readonly train: Pick<DataShown['train'], 'labels'>;
};

const known = new WeakMap<Int32Array, ClassCounts>();

/** Counted once for the same data. */
export function classCountsOf(data: LabelledData): ClassCounts {
  const before = known.get(data.train.labels);
  if (before) return before;
  const sizes = new Map<number, number>();
  for (const label of data.train.labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const heldOut = new Set(data.labels);
  const isPaired = data.texts !== null || data.pairs !== null;
  const classes = {
    trained: sizes.size,
    smallest: Math.min(...sizes.values()),
    heldOut: heldOut.size,
    isUnseen: !isPaired && heldOut.size > 0 && [...heldOut].every((label) => !sizes.has(label)),
  };
  known.set(data.train.labels, classes);
  return classes;
}
