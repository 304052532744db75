import { principalAxes, steadyAxes } from '../../parts/metrics/shared/pca';
import type { MapView, SyntheticView } from '../../protocol/picture';

/** Quantises -1..1 to the 16 bits of a report. */
const quantised = (value: number): number => Math.round(Math.max(-1, Math.min(1, value)) * 32767);

/** Two axes that show a lane's map; carried from picture to picture so that it does not jump. */
export type Axes = Float64Array;

/** Negatives that no item gave: their rows, [S, d], what each is as in `AnchorNumbers`, and how many. */
export interface Made {
  readonly name: string;
  readonly rows: Float32Array;
  readonly state: Float32Array;
  readonly count: number;
}

/** Embeddings as the map shows them: as they are on circle and sphere, else two main directions. */
export function mapOf(
  values: Float32Array,
  d: number,
  previous: Axes | null,
  made: Made | null,
): { map: MapView; axes: Axes | null } {
  if (d <= 3) {
    const place = (rows: Float32Array) => Int16Array.from(rows, quantised);
    const projection = d === 2 ? 'circle' : 'sphere';
    const synthetic = made && syntheticOf(made, d, place);
    const positions = place(values);
    return {
      map: { projection, axes: d as 2 | 3, positions, varianceShown: 1, synthetic },
      axes: null,
    };
  }
  const found = principalAxes(values, values.length / d, d, d);
  const axes = steadyAxes(previous, found.axes.subarray(0, 2 * d));
  const place = (rows: Float32Array) => projected(rows, found.mean, axes);
  const total = found.variance.reduce((sum, one) => sum + one, 0);
  const shown = (found.variance[0] ?? 0) + (found.variance[1] ?? 0);
  return {
    map: {
      projection: 'pca',
      axes: 2,
      positions: place(values),
      varianceShown: total > 0 ? shown / total : 1,
      synthetic: made && syntheticOf(made, d, place),
    },
    axes,
  };
}

/**
 * Rows, [n, d], along two axes from a mean, quantised, [n, 2]; those farther from it than 1 lie on the
 * rim of the map, in their direction.
 */
function projected(rows: Float32Array, mean: ArrayLike<number>, axes: Axes): Int16Array {
  const d = mean.length;
  const along = (row: number, axis: number): number => {
    let sum = 0;
    for (let i = 0; i < d; i++)
      sum += ((rows[row * d + i] as number) - (mean[i] as number)) * (axes[axis * d + i] as number);
    return sum;
  };
  const places = new Int16Array((2 * rows.length) / d);
  for (let at = 0; at < places.length; at += 2) {
    const [x, y] = [along(at >> 1, 0), along(at >> 1, 1)];
    const beyond = Math.max(1, Math.hypot(x, y));
    places[at] = quantised(x / beyond);
    places[at + 1] = quantised(y / beyond);
  }
  return places;
}

/** Those that are a candidate at all; chosen ones come first already. */
function syntheticOf(
  { name, rows, state, count }: Made,
  d: number,
  place: (rows: Float32Array) => Int16Array,
): SyntheticView {
  const there = state.filter((one) => one > 0.5).length;
  const chosen = state.filter((one) => one > 1.5).length;
  return { name, positions: place(rows.subarray(0, there * d)), chosen, count };
}
