/** Weight of the newest value in a running mean: it looks back over about ten values. */
const NEWEST = 0.1;

/**
 * The running mean at every step: exponentially weighted and corrected for its start. It looks back
 * only, so points already drawn never change. A gap (NaN or infinite) stays a gap and does not
 * count.
 */
export function runningMean(values: ArrayLike<number>): Float64Array {
  const means = new Float64Array(values.length);
  let [total, weight] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isFinite(value)) {
      means[index] = Number.NaN;
      continue;
    }
    total = total * (1 - NEWEST) + value * NEWEST;
    weight = weight * (1 - NEWEST) + NEWEST;
    means[index] = total / weight;
  }
  return means;
}
