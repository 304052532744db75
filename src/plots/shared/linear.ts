import { ticks } from 'd3';

/**
 * A linear scale from values to pixels. D3's own also brings number formats and colour mixing, 5 kB
 * that nothing else needs.
 */
export interface Linear {
  (value: number): number;
  /** The value at a pixel. */
  invert(pixel: number): number;
  /** About `count` round values within the domain, ascending. */
  ticks(count: number): number[];
}

/** With `clamps`, what lies beyond the domain is drawn at its edge. An empty domain is its middle. */
export function linear(
  [from, to]: readonly [number, number],
  [start, end]: readonly [number, number],
  clamps = false,
): Linear {
  const share = (value: number, low: number, high: number): number => {
    const at = high === low ? 0.5 : (value - low) / (high - low);
    return clamps ? Math.min(1, Math.max(0, at)) : at;
  };
  const between = (a: number, b: number, at: number) => a * (1 - at) + b * at;
  return Object.assign((value: number) => between(start, end, share(value, from, to)), {
    invert: (pixel: number) => between(from, to, share(pixel, start, end)),
    ticks: (count: number) => ticks(from, to, count),
  });
}
