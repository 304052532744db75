import type { Data, Items } from '../src/parts/data';
import { streamKey, uniformAt } from '../src/parts/random';

const PIXELS = 28 * 28;
const SEED = 3;

/** Two views of each photo, random images: a view is the photo with a quarter of noise. */
function pairs(photos: number, side: number): Items {
  const values = new Float32Array(2 * photos * PIXELS);
  const labels = Int32Array.from({ length: 2 * photos }, (_, item) => item >> 1);
  labels.forEach((photo, item) => {
    const [picture, noise] = [streamKey(SEED, side, 0, photo), streamKey(SEED, side, 1, item)];
    for (let pixel = 0; pixel < PIXELS; pixel++)
      values[item * PIXELS + pixel] =
        1.5 * uniformAt(picture, pixel) + 0.5 * uniformAt(noise, pixel) - 1;
  });
  return { count: 2 * photos, values, labels };
}

/** 256 photos of [28, 28, 1] as a data set with a class a photo and two items a class. */
export const photosInPairs: Data = {
  shape: [28, 28, 1],
  range: [-1, 1],
  train: pairs(256, 1),
  heldOut: pairs(4, 2),
  classNames: Array.from({ length: 256 }, (_, photo) => `photo ${photo + 1}`),
  groups: Array.from({ length: 256 }, (_, photo) => photo),
};
