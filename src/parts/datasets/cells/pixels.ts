import { type Random, shuffled } from '../../random';
import { CANVAS, type CellScene, MARGIN, SCENE } from './drawing';

/** Pixels along a side of a patch. */
export const EDGE = 2 * MARGIN + 1;
/** Ink, and where the middle pixel lies in its scene: x and y from -1 to 1 at every pixel. */
export const CHANNELS = 3;
const PATCH = EDGE * EDGE * CHANNELS;

/** How near another cell a pixel is when it counts as near a border, in pixels along either axis. */
const NEAR = 2;

const onCanvas = (pixel: number): number =>
  (Math.floor(pixel / SCENE) + MARGIN) * CANVAS + (pixel % SCENE) + MARGIN;

/** Which cell a pixel of the scene is of; 0 is the ground. */
export const cellAt = ({ cells }: CellScene, pixel: number): number =>
  cells[onCanvas(pixel)] as number;

/** Whether another cell than the pixel's own is near it; the ground has no such border. */
function isNearBorder({ cells }: CellScene, pixel: number): boolean {
  const middle = onCanvas(pixel);
  const own = cells[middle] as number;
  if (own === 0) return false;
  for (let dy = -NEAR; dy <= NEAR; dy++)
    for (let dx = -NEAR; dx <= NEAR; dx++) {
      const other = cells[middle + dy * CANVAS + dx] as number;
      if (other !== 0 && other !== own) return true;
    }
  return false;
}

/** Pixels of each cell of a scene, the ground first. */
export function pixelsByCell(scene: CellScene, step = 1): number[][] {
  const found: number[][] = Array.from({ length: scene.cellCount + 1 }, () => []);
  for (let y = 0; y < SCENE; y += step)
    for (let x = 0; x < SCENE; x += step) found[cellAt(scene, y * SCENE + x)]?.push(y * SCENE + x);
  return found;
}

/** `count` pixels of one cell at random, that share of them near a border, as far as there are such. */
export function sampledPixels(
  scene: CellScene,
  pixels: readonly number[],
  count: number,
  borderShare: number,
  random: Random,
): number[] {
  const mixed = shuffled(pixels, random);
  const near = mixed.filter((pixel) => isNearBorder(scene, pixel));
  const others = mixed.filter((pixel) => !isNearBorder(scene, pixel));
  const wanted = Math.round(count * borderShare);
  return [...near.slice(0, wanted), ...others, ...near.slice(wanted)]
    .slice(0, count)
    .sort((a, b) => a - b);
}

/** Fills `patch`, [EDGE, EDGE, CHANNELS], with what surrounds a pixel; ink runs from -1 to 1. */
function fillPatch(patch: Float32Array, { ink }: CellScene, pixel: number): void {
  const corner = onCanvas(pixel) - MARGIN * CANVAS - MARGIN;
  const x = ((pixel % SCENE) + 0.5) / (SCENE / 2) - 1;
  const y = (Math.floor(pixel / SCENE) + 0.5) / (SCENE / 2) - 1;
  for (let place = 0; place < EDGE * EDGE; place++) {
    const at = corner + Math.floor(place / EDGE) * CANVAS + (place % EDGE);
    patch[place * CHANNELS] = (ink[at] as number) * 2 - 1;
    patch[place * CHANNELS + 1] = x;
    patch[place * CHANNELS + 2] = y;
  }
}

/** Patches of these pixels of a scene, one after the other. */
export function fillPatches(
  values: Float32Array,
  from: number,
  scene: CellScene,
  pixels: readonly number[],
): void {
  pixels.forEach((pixel, i) => {
    fillPatch(values.subarray((from + i) * PATCH, (from + i + 1) * PATCH), scene, pixel);
  });
}
