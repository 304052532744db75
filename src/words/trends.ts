import { runningMean } from '../numbers/runningMean';
import type { Series } from '../state/run';

/** Trends in a series of measurements. */

/** Steps over which a loss is averaged before it is compared, and steps between two such means. */
const WINDOW = 20;
const STRIDE = 10;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The latest running mean, as the charts draw it; NaN if there is none or the last value is a gap.
 */
export const lately = ({ values }: Series): number => runningMean(values).at(-1) ?? Number.NaN;

/**
 * First step of the stretch up to now in which every value is above `level`; null if there is none.
 */
export function sinceAbove({ steps, values }: Series, level: number): number | null {
  let first: number | null = null;
  for (let i = values.length - 1; i >= 0 && (values[i] as number) > level; i--)
    first = steps[i] as number;
  return first;
}

/** A loss that has turned upwards: its lowest running mean, the step of that, and the mean now. */
export interface Rise {
  readonly lowest: number;
  readonly at: number;
  readonly now: number;
}

/** The rise, if the mean of the last steps is well above the lowest such mean; else null. */
export function riseOf({ steps, values }: Series): Rise | null {
  if (values.length < 3 * WINDOW) return null;
  let [lowest, at] = [Number.POSITIVE_INFINITY, 0];
  for (let end = WINDOW; end <= values.length - WINDOW; end += STRIDE) {
    const level = mean(values.slice(end - WINDOW, end));
    if (level < lowest) [lowest, at] = [level, steps[end - 1] as number];
  }
  const now = mean(values.slice(-WINDOW));
  return now > 1.5 * lowest && now - lowest > 0.1 ? { lowest, at, now } : null;
}

/**
 * Step since which the series has stayed within 0.01 of its last value, for 100 steps or more; or
 * null.
 */
export function levelSince({ steps, values }: Series): number | null {
  if (values.length < 2) return null;
  const last = values.at(-1) as number;
  let since = steps.length - 1;
  while (since > 0 && Math.abs((values[since - 1] as number) - last) <= 0.01) since--;
  const span = (steps.at(-1) ?? 0) - (steps[since] ?? 0);
  return span >= 100 ? (steps[since] as number) : null;
}
