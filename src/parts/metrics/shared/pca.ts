import { eigenOfSymmetric } from './eigen';

/** The directions in which rows vary most. */
export interface PrincipalAxes {
  /** Unit vectors at right angles, strongest first, [k, d]. */
  readonly axes: Float64Array;
  /** Variance along each axis, divided by n - 1, [k]. */
  readonly variance: Float64Array;
  /** Mean of the rows, [d]. */
  readonly mean: Float64Array;
}

/**
 * Principal components of rows [n, d] by Jacobi's eigenvalues of their covariance; d up to about
 * 64. The same rows give the same axes. Without `previous` the largest loading of each axis is
 * positive; with it two axes are turned within their plane by `steadyAxes`, others only change
 * sign. Rows that are not finite are left out; rows that do not vary give axes of the coordinates.
 * Axes beyond the d-th are 0.
 */
export function principalAxes(
  values: Float32Array | Float64Array,
  n: number,
  d: number,
  k: number,
  previous?: Float64Array | null,
): PrincipalAxes {
  const { mean, covariance } = covarianceOf(values, n, d);
  const { vectors } = eigenOfSymmetric(covariance, d);
  let axes = new Float64Array(k * d);
  axes.set(vectors.subarray(0, Math.min(k, d) * d));
  for (let axis = 0; axis < k; axis++) {
    const own = axes.subarray(axis * d, (axis + 1) * d);
    const before = previous?.subarray(axis * d, (axis + 1) * d);
    if (before ? dot(own, before) < 0 : largestLoading(own) < 0)
      for (let i = 0; i < d; i++) own[i] = -(own[i] as number);
  }
  if (k === 2 && previous) axes = steadyAxes(previous, axes);
  const variance = Float64Array.from({ length: k }, (_, axis) => {
    const own = axes.subarray(axis * d, (axis + 1) * d);
    const image = own.map((_, i) => dot(own, covariance.subarray(i * d, (i + 1) * d)));
    return Math.max(0, dot(own, image));
  });
  return { axes, variance, mean };
}

/**
 * The plane of `next` seen so that it jumps least from `previous`: the rotation or reflection of
 * its two axes, [2, d], that brings them nearest to the previous two (orthogonal Procrustes in the
 * plane). With nothing before, or planes at right angles, `next` as it is.
 */
export function steadyAxes(
  previous: Float64Array | null,
  next: Float64Array,
): Float64Array<ArrayBuffer> {
  const result = Float64Array.from(next);
  if (!previous || previous.length !== next.length) return result;
  const d = next.length / 2;
  const [u, v] = [next.subarray(0, d), next.subarray(d)];
  const [first, second] = [previous.subarray(0, d), previous.subarray(d)];
  const [uu, uv, vu, vv] = [dot(first, u), dot(first, v), dot(second, u), dot(second, v)];
  const turned = Math.hypot(uu + vv, vu - uv);
  const mirrored = Math.hypot(uu - vv, vu + uv);
  const flip = mirrored > turned ? -1 : 1;
  const length = Math.max(turned, mirrored);
  if (!(length > 1e-12)) return result;
  const cosine = (uu + flip * vv) / length;
  const sine = (flip * vu - uv) / length;
  for (let i = 0; i < d; i++) {
    const [a, b] = [u[i] as number, v[i] as number];
    result[i] = cosine * a - sine * b;
    result[d + i] = flip * (sine * a + cosine * b);
  }
  return result;
}

/** Mean and covariance of the finite rows, [d] and [d, d]. */
function covarianceOf(values: Float32Array | Float64Array, n: number, d: number) {
  const rows: (Float32Array | Float64Array)[] = [];
  for (let item = 0; item < n; item++) {
    const row = values.subarray(item * d, (item + 1) * d);
    if (row.every(Number.isFinite)) rows.push(row);
  }
  const mean = new Float64Array(d);
  for (const row of rows)
    for (let i = 0; i < d; i++) mean[i] = (mean[i] as number) + (row[i] as number) / rows.length;
  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (const row of rows) {
    for (let i = 0; i < d; i++) centred[i] = (row[i] as number) - (mean[i] as number);
    for (let i = 0; i < d; i++) {
      const own = centred[i] as number;
      for (let j = 0; j <= i; j++)
        covariance[i * d + j] = (covariance[i * d + j] as number) + own * (centred[j] as number);
    }
  }
  const divisor = Math.max(1, rows.length - 1);
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) {
      const value = (covariance[i * d + j] as number) / divisor;
      covariance[i * d + j] = value;
      covariance[j * d + i] = value;
    }
  return { mean, covariance };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The entry of largest size, the first of equals. */
const largestLoading = (axis: Float64Array): number =>
  axis.reduce((largest, value) => (Math.abs(value) > Math.abs(largest) ? value : largest), 0);
