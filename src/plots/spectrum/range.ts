import type { AnchorView, Spectrum } from '../../protocol/picture';

/** The range between two values of the axis, widened to whole bins; the lower end first. */
export function snapped(spectrum: Spectrum, a: number, b: number): [from: number, to: number] {
  const width = (spectrum.high - spectrum.low) / Math.max(1, spectrum.candidates.length);
  const binOf = (value: number) => (value - spectrum.low) / width;
  const from = Math.floor(binOf(Math.min(a, b)) + 1e-6);
  const to = Math.max(from + 1, Math.ceil(binOf(Math.max(a, b)) - 1e-6));
  return [spectrum.low + from * width, spectrum.low + to * width];
}

/**
 * The held-out candidates of an anchor whose distance or similarity lies in a brushed range, and its positive
 * if that does: what a brush lights up. Distance is Euclidean between unit vectors,
 * sqrt(2 - 2 similarity).
 */
export function itemsInRange(
  anchor: AnchorView,
  axis: Spectrum['axis'],
  [from, to]: readonly [number, number],
): Set<number> {
  const isIn = (similarity: number) => {
    const value = axis === 'distance' ? Math.sqrt(Math.max(0, 2 - 2 * similarity)) : similarity;
    return value >= from && value <= to;
  };
  const items = Array.from(anchor.candidates).filter(
    (item, place) => item >= 0 && isIn(anchor.similarity[place] as number),
  );
  if (isIn(anchor.positiveSimilarity)) items.push(anchor.positive);
  return new Set(items);
}
