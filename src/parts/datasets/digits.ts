import type { Items } from '../data';
import { randomStream, shuffled } from '../random';
import { defineDataset } from './dataset';
import { heldOut } from './shared/unseen';

const COUNT = 1797;
const PIXELS = 64;
const TRAIN_COUNT = Math.floor(0.65 * COUNT);
/** The first digit that is not trained on where half are to be met only in testing. */
const FIRST_UNSEEN = 5;

/** Digits that look alike to our eye. For colour on screen only: nobody measured the confusion. */
const lookAlikes = [[0, 6], [1, 7], [2], [3, 5, 8, 9], [4]];
const classes = Array.from({ length: 10 }, (_, digit) => digit);

const labelIn = (file: Uint8Array) => (item: number) => file[COUNT * PIXELS + item] as number;

/** Copies the items out of the file (its layout: public/data/README.md), class by class. */
function itemsOf(file: Uint8Array, chosen: readonly number[]): Items {
  const labelOf = labelIn(file);
  const ordered = [...chosen].sort((a, b) => labelOf(a) - labelOf(b));
  const values = new Float32Array(ordered.length * PIXELS);
  ordered.forEach((item, place) => {
    const pixels = file.subarray(item * PIXELS, (item + 1) * PIXELS);
    values.set(
      Float32Array.from(pixels, (pixel) => pixel / 16),
      place * PIXELS,
    );
  });
  return { count: ordered.length, values, labels: Int32Array.from(ordered, labelOf) };
}

/**
 * Real handwriting: 1,797 digits of 13 people, 10 classes of 174 to 183. Images are [8, 8, 1],
 * from 0 (paper) to 1 (ink) in sixteenths. 1,168 train and 629 held-out images; or, with 5 to 9 never
 * trained on, about half as many train images and 629 held-out ones. The seed fixes which. @throws Error when the file can't be read or has the wrong length
 */
export const digits = defineDataset({
  label: 'Handwritten digits',
  phrase: 'handwritten digits',
  summary: 'Real digits of 13 writers, 8 by 8 pixels each.',
  source:
    'Optical Recognition of Handwritten Digits, E. Alpaydin and C. Kaynak 1998, UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, CC BY 4.0.',
  kind: 'image',
  knobs: { heldOut },
  async load({ seed, knobs: { heldOut }, readFile }) {
    const file = new Uint8Array(await readFile('data/digits.bin'));
    if (file.length !== COUNT * (PIXELS + 1)) {
      throw new Error(`The digits file has ${file.length} bytes, not ${COUNT * (PIXELS + 1)}.`);
    }
    const order = shuffled([...Array(COUNT).keys()], randomStream(seed));
    const [early, late] = [order.slice(0, TRAIN_COUNT), order.slice(TRAIN_COUNT)];
    const isUnseen = (item: number) => labelIn(file)(item) >= FIRST_UNSEEN;
    const [train, asked] =
      heldOut === 'classes'
        ? [early.filter((item) => !isUnseen(item)), [...late, ...early].filter(isUnseen)]
        : [early, late];
    return {
      train: itemsOf(file, train),
      heldOut: itemsOf(file, asked.slice(0, COUNT - TRAIN_COUNT)),
      shape: [8, 8, 1],
      range: [0, 1],
      classNames: classes.map(String),
      groups: classes.map((digit) => lookAlikes.findIndex((group) => group.includes(digit))),
    };
  },
});
