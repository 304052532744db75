import { max, sum } from 'd3';
import { signed } from '../../numbers/format';
import type { Spectrum } from '../../protocol/picture';
import { linear } from '../shared/linear';
import type { Size } from '../shared/props';
import { px } from '../shared/px';

/**
 * The negative spectrum as overlaid histograms. Positives, candidates and chosen negatives each
 * have their own scale, as there are hundreds of candidates per positive: the tallest bar of
 * positives and of candidates fills the plot, that of the chosen four fifths of it. False negatives
 * are part of the chosen, on their scale.
 */

export const groups = ['candidates', 'positives', 'chosen', 'chosenFalse'] as const;
export type BarGroup = (typeof groups)[number];

/** Height of the tallest bar of a group, as a share of the plot. */
const TALLEST: Record<Exclude<BarGroup, 'chosenFalse'>, number> = {
  candidates: 1,
  positives: 1,
  chosen: 0.8,
};

const MARGIN = { top: 16, right: 4, bottom: 17, left: 4 };

export interface SpectrumBars {
  readonly group: BarGroup;
  /** SVG path data; empty if there are none. */
  readonly path: string;
  /** Along the tops of the bars, so that what lies behind others can be followed. */
  readonly outline: string;
  /** Pairs in the group. */
  readonly count: number;
}

export interface SpectrumGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** The base line. */
  readonly bottom: number;
  readonly bars: readonly SpectrumBars[];
  readonly ticks: readonly { value: number; x: number; text: string; anchor: Anchor }[];
  readonly band: BandGeometry | null;
  /** Pixels of a value of the axis. */
  readonly x: (value: number) => number;
  /** Value of the axis at pixels, within its ends. */
  readonly valueAt: (left: number) => number;
}

export type Anchor = 'start' | 'middle' | 'end';

export interface BandGeometry {
  readonly left: number;
  readonly right: number;
  /** The edge that can be moved. */
  readonly edge: number;
  readonly label: { readonly x: number; readonly anchor: Anchor };
}

/** The edge of the band that a margin moves: the far one from the positive. */
export const movableEdge = (spectrum: Spectrum): 'from' | 'to' =>
  spectrum.axis === 'distance' ? 'to' : 'from';

function barsPath(heights: readonly number[], left: number, right: number, bottom: number): string {
  const width = (right - left) / heights.length;
  const gap = width > 3.5 ? 1 : 0;
  return heights
    .map((height, bin) => {
      if (!(height > 0)) return '';
      const tall = Math.max(1, height);
      const start = left + bin * width;
      return `M${px(start)},${px(bottom)}V${px(bottom - tall)}H${px(start + width - gap)}V${px(bottom)}Z`;
    })
    .join('');
}

function outlinePath(heights: readonly number[], left: number, right: number, bottom: number) {
  const width = (right - left) / heights.length;
  return heights
    .map((height, bin) => {
      if (!(height > 0)) return '';
      const [start, end] = [px(left + bin * width), px(left + (bin + 1) * width)];
      const begin = (heights[bin - 1] ?? 0) > 0 ? '' : `M${start},${px(bottom)}`;
      const close = (heights[bin + 1] ?? 0) > 0 ? '' : `V${px(bottom)}`;
      return `${begin}V${px(bottom - height)}H${end}${close}`;
    })
    .join('');
}

function bandGeometry(
  spectrum: Spectrum,
  name: string,
  x: (value: number) => number,
  right: number,
) {
  const { band } = spectrum;
  if (!band || !Number.isFinite(band.from) || !Number.isFinite(band.to)) return null;
  const [low, high] = [x(Math.min(band.from, band.to)), x(Math.max(band.from, band.to))];
  const middle = (low + high) / 2;
  const half = name.length * 3.2;
  const anchor: Anchor = middle - half < 4 ? 'start' : middle + half > right ? 'end' : 'middle';
  return {
    left: low,
    right: high,
    edge: x(band[movableEdge(spectrum)]),
    label: { x: { start: 4, middle, end: right }[anchor], anchor },
  };
}

/** Ends of an axis on which nothing is drawn yet. */
const EMPTY: Record<Spectrum['axis'], readonly [number, number]> = {
  distance: [0, 2],
  similarity: [-1, 1],
};

/** The spectrum in pixels; without one, an empty axis of distances or similarities. */
export function spectrumGeometry(
  spectrum: Spectrum | null,
  { width, height }: Size,
  axis: Spectrum['axis'] = 'distance',
  bandName = spectrum?.band?.label ?? '',
): SpectrumGeometry {
  const [left, right] = [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)];
  const [top, bottom] = [MARGIN.top, Math.max(MARGIN.top + 1, height - MARGIN.bottom)];
  const [low, high] = spectrum ? [spectrum.low, spectrum.high] : EMPTY[axis];
  const x = linear([low, high], [left, right], true);
  const ticks = x.ticks(width < 200 ? 2 : 5);
  const barsOf = (group: BarGroup): SpectrumBars => {
    const counts = spectrum ? Array.from(spectrum[group]) : [];
    const scaleGroup = group === 'chosenFalse' ? 'chosen' : group;
    const tallest = max(spectrum?.[scaleGroup] ?? []) || 1;
    const scale = (TALLEST[scaleGroup] * (bottom - top)) / tallest;
    const heights = counts.map((count) => count * scale);
    return {
      group,
      path: barsPath(heights, left, right, bottom),
      outline: outlinePath(heights, left, right, bottom),
      count: sum(counts),
    };
  };
  return {
    left,
    right,
    top,
    bottom,
    bars: groups.map(barsOf),
    ticks: ticks.map((value) => ({
      value,
      x: x(value),
      text: value === 0 ? '0' : signed(value.toFixed(1)),
      anchor: x(value) < left + 8 ? 'start' : x(value) > right - 10 ? 'end' : 'middle',
    })),
    band: spectrum ? bandGeometry(spectrum, bandName, x, right) : null,
    x,
    valueAt: (pixels) => Math.min(high, Math.max(low, x.invert(pixels))),
  };
}
