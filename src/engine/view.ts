import type { Items } from '../parts/datasets/dataset';
import { principalAxes, steadyAxes } from '../parts/metrics/pca';
import type { MapView } from '../protocol/messages';

/** Quantises -1..1 to the 16 bits of a report. */
const quantised = (value: number): number => Math.round(Math.max(-1, Math.min(1, value)) * 32767);

/** Two axes that show a lane's map; carried from picture to picture so that it does not jump. */
export type Axes = Float64Array;

/** Embeddings as the map shows them: as they are on circle and sphere, else two main directions. */
export function mapOf(
  values: Float32Array,
  d: number,
  previous: Axes | null,
): { map: MapView; axes: Axes | null } {
  const n = values.length / d;
  if (d <= 3) {
    const positions = Int16Array.from(values, quantised);
    const projection = d === 2 ? 'circle' : 'sphere';
    return { map: { projection, axes: d as 2 | 3, positions, varianceShown: 1 }, axes: null };
  }
  const found = principalAxes(values, n, d, d);
  const axes = steadyAxes(previous, found.axes.subarray(0, 2 * d));
  const positions = new Int16Array(2 * n);
  for (let item = 0; item < n; item++)
    for (let axis = 0; axis < 2; axis++) {
      let sum = 0;
      for (let i = 0; i < d; i++)
        sum +=
          ((values[item * d + i] as number) - (found.mean[i] as number)) *
          (axes[axis * d + i] as number);
      positions[2 * item + axis] = quantised(sum);
    }
  const total = found.variance.reduce((sum, one) => sum + one, 0);
  const shown = (found.variance[0] ?? 0) + (found.variance[1] ?? 0);
  return {
    map: { projection: 'pca', axes: 2, positions, varianceShown: total > 0 ? shown / total : 1 },
    axes,
  };
}

/** Items as bytes for thumbnails: `range` spread over 0..255. */
export function thumbnailsOf(items: Items, [low, high]: readonly [number, number]): Uint8Array {
  const scale = 255 / (high - low);
  return Uint8Array.from(items.values, (value) =>
    Math.max(0, Math.min(255, Math.round((value - low) * scale))),
  );
}
