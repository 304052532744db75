import { expect, test } from 'vitest';
import { anchorView } from '../testing/anchorView';
import { spectrumGeometry } from './geometry';
import { itemsInRange, snapped } from './range';
import { collapsedSpectrum, spreadSpectrum } from './spectra.testing';
import { groupMean, spectrumSummary } from './summary';

const size = { width: 260, height: 110 };
/** Smallest y of a path, pixels. */
const top = (path: string) =>
  Math.min(...[...path.matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y)));

test('positives and candidates each fill the plot, however many they are', () => {
  const { bars, top: edge, bottom } = spectrumGeometry(spreadSpectrum(), size);
  const of = (group: string) => bars.find((entry) => entry.group === group);
  expect(top(of('candidates')?.path ?? '')).toBeCloseTo(edge);
  expect(top(of('positives')?.path ?? '')).toBeCloseTo(edge);
  expect(top(of('chosen')?.path ?? '')).toBeCloseTo(bottom - 0.8 * (bottom - edge), 0);
});

test('false negatives are drawn to the scale of the chosen they are part of', () => {
  const spectrum = { ...spreadSpectrum(), chosenFalse: spreadSpectrum().chosen };
  const { bars } = spectrumGeometry(spectrum, size);
  expect(bars[3]?.path).toBe(bars[2]?.path);
});

test('a single pair is still seen', () => {
  const spectrum = { ...spreadSpectrum(), chosenFalse: new Uint32Array(40) };
  spectrum.chosenFalse[3] = 1;
  spectrum.chosen = spectrum.chosen.map((count) => count * 1000);
  const { bars, bottom } = spectrumGeometry(spectrum, size);
  expect(bottom - top(bars[3]?.path ?? '')).toBeGreaterThanOrEqual(1);
});

test('an empty spectrum, no spectrum and no room give an empty frame', () => {
  const nothing = new Uint32Array(40);
  const empty = { positives: nothing, candidates: nothing, chosen: nothing, chosenFalse: nothing };
  for (const spectrum of [null, { ...spreadSpectrum(), ...empty }])
    for (const room of [size, { width: 0, height: 0 }])
      expect(spectrumGeometry(spectrum, room).bars.map(({ path }) => path)).toEqual([
        '',
        '',
        '',
        '',
      ]);
});

test('before a batch the axis is already that of the loss', () => {
  const ends = (axis: 'distance' | 'similarity') => {
    const { ticks } = spectrumGeometry(null, size, axis);
    return [ticks[0]?.text, ticks.at(-1)?.text];
  };
  expect(ends('distance')).toEqual(['0', '2.0']);
  expect(ends('similarity')).toEqual(['−1.0', '1.0']);
});

test('in the narrowest lane the numbers below the axis keep apart', () => {
  const { ticks } = spectrumGeometry(null, { width: 150, height: 80 }, 'similarity');
  const gaps = ticks.slice(1).map(({ x }, before) => x - (ticks[before]?.x ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(44);
});

test('the label of the band stays within the plot', () => {
  const { band } = spectrumGeometry(collapsedSpectrum(), size);
  expect(band?.label).toEqual({ x: 4, anchor: 'start' });
});

test('a brush covers whole bins, at least one, whichever way it was dragged', () => {
  const spectrum = spreadSpectrum();
  const [from, to] = snapped(spectrum, 0.62, 0.49);
  expect(from).toBeCloseTo(0.45);
  expect(to).toBeCloseTo(0.65);
  expect(snapped(spectrum, 0.5, 0.5)[1]).toBeCloseTo(0.55);
});

test('a brush lights up the candidates of the anchor that lie in it, and the positive', () => {
  const anchor = anchorView();
  expect(itemsInRange(anchor, 'similarity', [0.84, 0.96])).toEqual(new Set([4, 7, 10, 1]));
  expect(itemsInRange(anchor, 'distance', [0, 0.4])).toEqual(new Set([4]));
});

test('the summary gives the means and says how heights are to be read', () => {
  expect(groupMean(spreadSpectrum(), 'positives')).toBeCloseTo(0.45, 1);
  expect(spectrumSummary(spreadSpectrum())).toMatch(/positives 0\.4\d.*% are false.*own tallest/);
  expect(spectrumSummary(null)).toMatch(/no batch yet/);
});
