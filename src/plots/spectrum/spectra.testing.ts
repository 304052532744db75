import type { Spectrum } from '../../protocol/picture';

/** Made-up spectra. */

const bell = (
  bins: number,
  low: number,
  high: number,
  middle: number,
  width: number,
  total: number,
) =>
  Uint32Array.from({ length: bins }, (_, bin) => {
    const value = low + ((high - low) * (bin + 0.5)) / bins;
    return Math.round(total * Math.exp(-(((value - middle) / width) ** 2) / 2));
  });

/** A healthy semi-hard batch: chosen negatives a little farther than the positives. */
export function spreadSpectrum(): Spectrum {
  const chosen = bell(40, 0, 2, 0.62, 0.15, 30);
  return {
    axis: 'distance',
    low: 0,
    high: 2,
    positives: bell(40, 0, 2, 0.45, 0.16, 40),
    candidates: bell(40, 0, 2, 1.25, 0.3, 900),
    chosen,
    chosenFalse: chosen.map((count, bin) => (bin < 12 ? Math.round(count * 0.3) : 0)),
    band: { label: 'margin', from: 0.45, to: 0.65 },
  };
}

/** All distances in the first bin. */
export function collapsedSpectrum(): Spectrum {
  const first = (count: number) => Uint32Array.from({ length: 40 }, (_, bin) => (bin ? 0 : count));
  return {
    axis: 'distance',
    low: 0,
    high: 2,
    positives: first(192),
    candidates: first(3840),
    chosen: first(192),
    chosenFalse: first(0),
    band: { label: 'margin', from: 0, to: 0.2 },
  };
}
