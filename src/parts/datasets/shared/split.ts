import type { Items } from '../../data';
import { type Random, randomStream } from '../../random';

/** Names of the two streams of random numbers, so that no draw serves both sides. */
const TRAIN = 1;
const HELD_OUT = 2;

export interface DrawnSplit {
  readonly seed: number;
  readonly classes: number;
  /** Items of each class. */
  readonly trainPerClass: number;
  readonly heldOutPerClass: number;
  /**
   * Classes that are not trained on. If there are any they alone are held out, with so many more items
   * each that about as many are held out in all.
   */
  readonly unseen?: ReadonlySet<number> | null;
  /** Numbers in one item. */
  readonly itemSize: number;
  /** Fills `item`, which holds zeros, with a fresh member of class `label`. */
  readonly draw: (label: number, random: Random, item: Float32Array) => void;
}

/** Both sides of a data set drawn by code, class by class. */
export function drawSplit(options: DrawnSplit): { train: Items; heldOut: Items } {
  const { seed, classes, unseen, itemSize, draw } = options;
  const all = Array.from({ length: classes }, (_, label) => label);
  const drawSide = (labels: readonly number[], perClass: number, stream: number): Items => {
    const random = randomStream(seed, stream);
    const count = labels.length * perClass;
    const values = new Float32Array(count * itemSize);
    const labelOf = (index: number) => labels[Math.floor(index / perClass)] as number;
    for (let index = 0; index < count; index++)
      draw(labelOf(index), random, values.subarray(index * itemSize, (index + 1) * itemSize));
    return { count, values, labels: Int32Array.from({ length: count }, (_, i) => labelOf(i)) };
  };
  const trained = unseen ? all.filter((label) => !unseen.has(label)) : all;
  const asked = unseen ? all.filter((label) => unseen.has(label)) : all;
  const askedOfEach = Math.round((options.heldOutPerClass * classes) / asked.length);
  return {
    train: drawSide(trained, options.trainPerClass, TRAIN),
    heldOut: drawSide(asked, askedOfEach, HELD_OUT),
  };
}
