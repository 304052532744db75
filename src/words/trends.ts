import { runningMean } from '../numbers/runningMean';
import type { Series } from '../state/run';

/** What a series of measurements does over its steps. */

/** Steps over which a loss is averaged before it is compared, and between two such means. */
const WINDOW = 20;
const STRIDE = 10;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The running mean now, as the charts draw it; NaN without any, or where the last is a gap. */
export const lately = ({ values }: Series): number => runningMean(values).at(-1) ?? Number.NaN;

/** First step of the unbroken stretch up to now in which every value is above `level`; or null. */
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

/** Whether the mean of the last steps is well above the lowest running mean; null: it is not. */
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

/** Step since which the series has kept within a hundredth, for a hundred steps or more; or null. */
export function levelSince({ steps, values }: Series): number | null {
  if (values.length < 2) return null;
  const last = values.at(-1) as number;
  let since = steps.length - 1;
  while (since > 0 && Math.abs((values[since - 1] as number) - last) <= 0.01) since--;
  const span = (steps.at(-1) ?? 0) - (steps[since] ?? 0);
  return span >= 100 ? (steps[since] as number) : null;
}
