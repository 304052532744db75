import type { MapView } from '../../protocol/picture';

/**
 * Where items land on a square map. Data are on or in the unit circle or on the unit sphere, x to
 * the right, y up, z towards the viewer; pixels count from the upper left corner. One scale for
 * all lanes of a projection, so that a collapse looks like one point.
 */

type Projection = MapView['projection'];

/** The unit circle on screen, pixels. */
export interface MapFrame {
  readonly size: number;
  readonly centre: number;
  readonly radius: number;
}

/** Items on screen. `depth` is towards the viewer, -1..1; below 0 is the far side of the sphere. */
export interface Projected {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly depth: Float32Array;
}

/** Room outside the unit circle: for half a mark, and for the bars around a circle. */
const MARGIN: Record<Projection, number> = { pca: 5, sphere: 5, circle: 16 };
const RADIANS = Math.PI / 180;
const QUANTUM = 1 / 32767;

/** The unit circle in a square of `size` pixels; radius 0 where there is no room. */
export const mapFrame = (projection: Projection, size: number): MapFrame => ({
  size,
  centre: size / 2,
  radius: Math.max(0, size / 2 - MARGIN[projection]),
});

/** Positions as -1..1, laid out as they came; empty for no view. */
export function unitPositions(view: Pick<MapView, 'positions'> | null): Float32Array {
  const values = new Float32Array(view?.positions.length ?? 0);
  for (let index = 0; index < values.length; index++)
    values[index] = (view?.positions[index] as number) * QUANTUM;
  return values;
}

/** A point in space after a turn in degrees: around the upright axis, then towards the viewer. */
export function turned(
  x: number,
  y: number,
  z: number,
  [around, towards]: readonly [number, number],
): [x: number, y: number, z: number] {
  const [sin, cos] = [Math.sin(around * RADIANS), Math.cos(around * RADIANS)];
  const [sinUp, cosUp] = [Math.sin(towards * RADIANS), Math.cos(towards * RADIANS)];
  const right = x * cos + z * sin;
  const front = z * cos - x * sin;
  return [right, y * cosUp - front * sinUp, y * sinUp + front * cosUp];
}

/** Items on screen, from `positions` [items, axes] as -1..1; the turn matters with 3 axes only. */
export function project(
  positions: Float32Array,
  axes: 2 | 3,
  { centre, radius }: MapFrame,
  rotation: readonly [number, number],
): Projected {
  const count = Math.floor(positions.length / axes);
  const projected = {
    x: new Float32Array(count),
    y: new Float32Array(count),
    depth: new Float32Array(count),
  };
  for (let item = 0; item < count; item++) {
    const at = item * axes;
    const [x, y, z] = [positions[at] as number, positions[at + 1] as number, positions[at + 2]];
    const [right, up, front] = axes === 3 ? turned(x, y, z ?? 0, rotation) : [x, y, 0];
    projected.x[item] = centre + radius * right;
    projected.y[item] = centre - radius * up;
    projected.depth[item] = front;
  }
  return projected;
}

/** The near item within `reach` pixels of a place, or null; the far side of a sphere can't be hit. */
export function itemAt({ x, y, depth }: Projected, left: number, top: number, reach = 12) {
  let nearest: number | null = null;
  let best = reach ** 2;
  for (let item = 0; item < x.length; item++) {
    const squared = ((x[item] as number) - left) ** 2 + ((y[item] as number) - top) ** 2;
    if (squared <= best && (depth[item] as number) >= 0) [nearest, best] = [item, squared];
  }
  return nearest;
}

/**
 * The nearest item to the right (1, 0), left, below (0, 1) or above another: at most 45 degrees off
 * that way. From nothing, the item nearest the centre; null where there is none.
 */
export function itemTowards(
  projected: Projected,
  from: number | null,
  right: number,
  down: number,
  { centre }: MapFrame,
): number | null {
  const { x, y, depth } = projected;
  const left = from === null ? centre : (x[from] as number);
  const top = from === null ? centre : (y[from] as number);
  let nearest: number | null = null;
  let best = Number.POSITIVE_INFINITY;
  for (let item = 0; item < x.length; item++) {
    const [dx, dy] = [(x[item] as number) - left, (y[item] as number) - top];
    const along = dx * right + dy * down;
    const isThatWay = from === null || (along > 0.01 && along ** 2 * 2 >= dx ** 2 + dy ** 2);
    if (!isThatWay || item === from || (depth[item] as number) < 0) continue;
    if (dx ** 2 + dy ** 2 < best) [nearest, best] = [item, dx ** 2 + dy ** 2];
  }
  return nearest;
}

/** A turn after dragging by pixels: the near side follows the pointer; the poles stay upright. */
export function draggedRotation(
  [around, towards]: readonly [number, number],
  right: number,
  down: number,
  { radius }: MapFrame,
): [number, number] {
  const degrees = 60 / Math.max(1, radius);
  const turn = around + right * degrees;
  return [turn - 360 * Math.round(turn / 360), clamp(towards + down * degrees, -90, 90)];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
