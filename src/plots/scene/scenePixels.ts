import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { embeddingColour, heatColour, over, type Rgb } from './colours';
import type { ItemGrid } from './geometry';

/** Cosines of all items to one of them, from rows of bytes, [items]; good to about 0.01. */
export function cosinesTo({ embeddings, d }: LearnedScene, item: number): Float32Array {
  const own = embeddings.subarray(item * d, (item + 1) * d);
  const lengthOf = (row: Int8Array) =>
    Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
  const length = lengthOf(own);
  return Float32Array.from({ length: embeddings.length / d }, (_, other) => {
    const row = embeddings.subarray(other * d, (other + 1) * d);
    const sum = own.reduce((all, value, i) => all + value * (row[i] as number), 0);
    return sum / (length * lengthOf(row));
  });
}

/** The colour of an item over its scene. */
export function itemColour(learned: LearnedScene, cosines: Float32Array | null, item: number): Rgb {
  if (cosines) return heatColour(cosines[item] as number);
  const [first, second, third] = learned.colours.subarray(3 * item, 3 * item + 3);
  return embeddingColour((first ?? 0) / 127, (second ?? 0) / 127, (third ?? 0) / 127);
}

/**
 * One scene as a canvas takes it, [height, width, 4]: its ink at every pixel, and over it the colour of
 * the item whose square the pixel lies in. Without `learned` the ink alone, on white.
 */
export function scenePixels(
  scenes: Scenes,
  grid: ItemGrid,
  scene: number,
  learned: LearnedScene | null,
  cosines: Float32Array | null,
): Uint8ClampedArray<ArrayBuffer> {
  const { width, height, step, ink } = scenes;
  const { columns, rows, items } = grid;
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  const colours = Array.from({ length: columns * rows }, (_, place): Rgb => {
    const item = items[scene * columns * rows + place] as number;
    return learned && item >= 0 ? itemColour(learned, cosines, item) : [255, 255, 255];
  });
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const place = Math.floor(y / step) * columns + Math.floor(x / step);
    const own = ink[scene * width * height + pixel] as number;
    pixels.set(over(colours[place] as Rgb, own, cosines ? 'heat' : 'colours'), pixel * 4);
  }
  return pixels;
}
