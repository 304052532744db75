import { type Random, randomStream } from '../random';
import type { Items } from './dataset';

/** Names of the two streams of random numbers, so that no draw serves both sides. */
const TRAIN = 1;
const HELD_OUT = 2;

export interface DrawnSplit {
  readonly seed: number;
  readonly classes: number;
  /** Items of each class. */
  readonly trainPerClass: number;
  readonly heldOutPerClass: number;
  /** Numbers in one item. */
  readonly itemSize: number;
  /** Fills `item`, which holds zeros, with a fresh member of class `label`. */
  readonly draw: (label: number, random: Random, item: Float32Array) => void;
}

/** Both sides of a data set drawn by code, class by class. */
export function drawSplit(options: DrawnSplit): { train: Items; heldOut: Items } {
  const drawSide = (perClass: number, stream: number): Items => {
    const { seed, classes, itemSize, draw } = options;
    const random = randomStream(seed, stream);
    const count = classes * perClass;
    const values = new Float32Array(count * itemSize);
    const labels = new Int32Array(count);
    for (let index = 0; index < count; index++) {
      const label = Math.floor(index / perClass);
      labels[index] = label;
      draw(label, random, values.subarray(index * itemSize, (index + 1) * itemSize));
    }
    return { count, values, labels };
  };
  return {
    train: drawSide(options.trainPerClass, TRAIN),
    heldOut: drawSide(options.heldOutPerClass, HELD_OUT),
  };
}
