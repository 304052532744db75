import type { Spectrum } from '../../protocol/picture';
import { snapped } from './range';

type Range = readonly [number, number];

/**
 * The brush after a key; undefined for keys that don't concern it. Arrows move it by a bin, with
 * Shift its far end. The first arrow puts it on the first bin with a chosen negative. Escape,
 * Delete and Backspace remove it (null).
 */
export function brushAfterKey(
  spectrum: Spectrum,
  brushed: Range | null,
  key: string,
  shift: boolean,
): Range | null | undefined {
  if (['Escape', 'Delete', 'Backspace'].includes(key)) return brushed ? null : undefined;
  const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[key];
  if (!direction) return undefined;
  const bins = spectrum.candidates.length;
  const width = (spectrum.high - spectrum.low) / Math.max(1, bins);
  if (!brushed) {
    const first = Math.max(
      0,
      spectrum.chosen.findIndex((count) => count > 0),
    );
    const start = spectrum.low + first * width;
    return snapped(spectrum, start + width * 0.1, start + width * 0.9);
  }
  const [from, to] = brushed;
  const [start, end] = [shift ? from : from + direction * width, to + direction * width];
  const isOutside = start < spectrum.low - 1e-6 || end > spectrum.high + 1e-6;
  return isOutside || end - start < width * 0.5 ? brushed : snapped(spectrum, start, end);
}
