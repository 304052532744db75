import type { Spectrum } from '../../protocol/picture';
import { movableEdge } from './geometry';

/** Where the band's edge may go: from its fixed edge to the end of the axis. */
export function bandLimits(spectrum: Spectrum): [low: number, high: number] {
  const { band, low, high } = spectrum;
  if (!band) return [low, high];
  return movableEdge(spectrum) === 'to' ? [band.from, high] : [low, band.to];
}

/** A value of the axis moved to where the band's edge may be. */
export function withinBand(spectrum: Spectrum, value: number): number {
  const [low, high] = bandLimits(spectrum);
  return Math.min(high, Math.max(low, value));
}

/**
 * Where a key moves the band's edge; null for other keys. Arrows move it by a hundredth of the
 * axis, Page keys by a tenth; right and up mean larger values. Home and End go to the limits.
 */
export function valueAfterKey(spectrum: Spectrum, value: number, key: string): number | null {
  const step = (spectrum.high - spectrum.low) / 100;
  const [low, high] = bandLimits(spectrum);
  const moved: Record<string, number> = {
    ArrowRight: value + step,
    ArrowUp: value + step,
    ArrowLeft: value - step,
    ArrowDown: value - step,
    PageUp: value + 10 * step,
    PageDown: value - 10 * step,
    Home: low,
    End: high,
  };
  const next = moved[key];
  return next === undefined ? null : withinBand(spectrum, Math.round(next * 1e6) / 1e6);
}
