import { runningMean } from '../numbers/runningMean';
import type { Series } from '../state/run';

/** Trends in a series of measurements. */

/** Steps over which a loss is averaged before it is compared, and steps between two such means. */
const WINDOW = 20;
const STRIDE = 10;
/** The part of its fall that a loss has to take back to be called rising. */
const TAKEN_BACK = 0.25;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The latest running mean, as the charts draw it; NaN if there is none or the last value is a gap.
 */
export const lately = ({ values }: Series): number => runningMean(values).at(-1) ?? Number.NaN;

/**
 * First step at which a value is above `enter` and from which on none falls to `leave` or below it;
 * null if there is none.
 */
export function sinceAbove({ steps, values }: Series, enter: number, leave: number): number | null {
  let first: number | null = null;
  for (let i = values.length - 1; i >= 0 && (values[i] as number) > leave; i--)
    if ((values[i] as number) > enter) first = steps[i] as number;
  return first;
}

/** The values up to and with this step. */
export const upTo = ({ steps, values }: Series, step: number): number[] =>
  values.filter((_, i) => (steps[i] as number) <= step);

/** Means of so many steps each, and the steps at which they end. */
function windows({ steps, values }: Series): { readonly level: number; readonly at: number }[] {
  const found: { level: number; at: number }[] = [];
  for (let end = WINDOW; end <= values.length; end += STRIDE)
    found.push({ level: mean(values.slice(end - WINDOW, end)), at: steps[end - 1] as number });
  return found;
}

/** A loss that has turned upwards: its lowest running mean, the step of that, and the mean now. */
export interface Rise {
  readonly lowest: number;
  readonly at: number;
  readonly now: number;
}

/**
 * The rise, if the mean of the last steps has taken back a good part of what the loss had fallen
 * before; else null. It is compared by what the loss has moved, not by its size: a loss may lie
 * below 0.
 */
export function riseOf(series: Series): Rise | null {
  if (series.values.length < 3 * WINDOW) return null;
  let [highest, fallen] = [Number.NEGATIVE_INFINITY, 0];
  let [lowest, at] = [Number.POSITIVE_INFINITY, 0];
  for (const { level, at: step } of windows(series)) {
    if (step > (series.steps.at(-1 - WINDOW) as number)) break;
    highest = Math.max(highest, level);
    if (level < lowest) [lowest, at, fallen] = [level, step, highest - level];
  }
  const now = mean(series.values.slice(-WINDOW));
  return now - lowest > Math.max(0.1, TAKEN_BACK * fallen) ? { lowest, at, now } : null;
}

/** Where a loss began and where it is now. */
export interface Fall {
  readonly first: number;
  readonly now: number;
}

/**
 * The fall, if the mean of the last steps lies clearly below that of the first ones: by a fifth of
 * its size then, and by 0.1; else null.
 */
export function fallOf({ values }: Series): Fall | null {
  if (values.length < 2 * WINDOW) return null;
  const [first, now] = [mean(values.slice(0, WINDOW / 4)), mean(values.slice(-WINDOW))];
  return first - now > Math.max(0.1, 0.2 * Math.abs(first)) ? { first, now } : null;
}

/** How much a measure has risen over the last `steps` steps, or since it began; 0 for one value. */
export function gainOver({ steps, values }: Series, span: number): number {
  const last = steps.length - 1;
  if (last < 1) return 0;
  let from = last;
  while (from > 0 && (steps[last] as number) - (steps[from] as number) < span) from--;
  return (values[last] as number) - (values[from] as number);
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
