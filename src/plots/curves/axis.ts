import { nice } from 'd3';
import { signed, stepText } from '../../numbers/format';
import type { CurveLine } from './series';

/**
 * 'share': 0..1. 'positive': from 0 to what is needed. 'cosine': 0..1, down to -1 if needed.
 * 'auto': what is needed.
 */
export type CurveDomain = 'share' | 'positive' | 'cosine' | 'auto';

/** Smallest and largest of all finite values, and of the chance line; null for none. */
export function extentOf(
  lines: readonly CurveLine[],
  chance: number | null,
): [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const count = (value: number) => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  for (const { values } of lines)
    for (let index = 0; index < values.length; index++) count(values[index] as number);
  if (chance !== null) count(chance);
  return low <= high ? [low, high] : null;
}

/** The y axis of a measure, low and high, from what it has to show. */
export function valueDomain(
  domain: CurveDomain,
  extent: [number, number] | null,
): [number, number] {
  const [low, high] = extent ?? [0, 1];
  switch (domain) {
    case 'share':
      return [0, 1];
    case 'cosine':
      return [low < -0.5 ? -1 : low < -0.02 ? -0.5 : 0, 1];
    case 'positive':
      return [0, nice(0, high > 0 ? high * 1.04 : 1, 4)[1]];
    case 'auto': {
      const room = high > low ? 0 : Math.max(0.5, Math.abs(high) * 0.1);
      return nice(low - room, high + room, 4);
    }
    default:
      return domain satisfies never;
  }
}

/** A tick as short as the whole axis allows: "0.5", "−1", "2". */
export function tickText(value: number, ticks: readonly number[]): string {
  if (Math.abs(value) >= 1000) return stepText(value);
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0));
  const decimals = value === 0 ? 0 : Math.min(3, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  return signed(value.toFixed(decimals));
}
