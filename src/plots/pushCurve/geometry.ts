import { area, curveLinear, line, max, min } from 'd3';
import { signed, valueText } from '../../numbers/format';
import type { PushCurve } from '../../protocol/picture';
import { linear } from '../shared/linear';
import type { Size } from '../shared/props';
import { px } from '../shared/px';

export interface PushLine {
  readonly id: number | string;
  readonly name: string;
  readonly colour: string;
  readonly place: number;
  readonly push: PushCurve | null;
}

/**
 * How hard each lane pushes a negative away, by its similarity to the anchor. Every lane is scaled
 * to its own largest push: losses push on different scales, and what matters is where. Below the
 * base line a loss draws negatives closer, as the hardness-weighted one does with easy ones.
 */

const MARGIN = { top: 17, right: 5, bottom: 17, left: 5 };
/** Positives whose mean similarities are this near share one line. */
const SAME_POSITIVE = 0.02;

export interface PushShape {
  readonly lane: PushLine;
  readonly line: string;
  readonly area: string;
  /** Where it pushes hardest, cosine; null if it pushes nothing. */
  readonly hardest: number | null;
  /** The least similar place that it pulls closer, and the most similar; null if it pulls nowhere. */
  readonly pulled: readonly [from: number, to: number] | null;
  /** Where the lane's mark stands, pixels; null without a line. */
  readonly mark: { readonly x: number; readonly y: number } | null;
}

export interface PushGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Where nothing is pushed, pixels: at the bottom, but above it where a lane pulls. */
  readonly base: number;
  readonly shapes: readonly PushShape[];
  /** Mean similarity of the positives; one if the lanes agree. `place` is the lane's, null for all. */
  readonly positives: readonly { similarity: number; x: number; place: number | null }[];
  readonly ticks: readonly { value: number; x: number; text: string }[];
}

type Bin = readonly [similarity: number, push: number];

/** How far the axis goes below the base line at least, if a lane pulls: a word has to fit there. */
const ROOM_BELOW = -0.2;
/** Pulls below this share of the largest push are what rounding leaves. */
const PULLED = 0.002;

/**
 * Bins as points at their middles: shares of the largest push (or of the largest pull, if nothing
 * is pushed), at least -1; NaN for a bin without candidates.
 */
function binsOf({ push }: PushCurve): Bin[] {
  const finite = (value: number) => (Number.isFinite(value) ? value : 0);
  const pushed = max(push, finite) ?? 0;
  const largest = pushed > 0 ? pushed : Math.abs(min(push, finite) ?? 0);
  const shareOf = (value: number) => {
    const share = largest > 0 ? Math.max(-1, value / largest) : 0;
    return share > -PULLED ? Math.max(0, share) : share;
  };
  return Array.from(push, (value, bin) => [
    -1 + (2 * (bin + 0.5)) / push.length,
    Number.isFinite(value) ? shareOf(value) : Number.NaN,
  ]);
}

/** All lanes in pixels; lanes without a push yet have no line. */
export function pushGeometry(lanes: readonly PushLine[], { width, height }: Size): PushGeometry {
  const [left, right] = [MARGIN.left, Math.max(MARGIN.left + 1, width - MARGIN.right)];
  const [top, bottom] = [MARGIN.top, Math.max(MARGIN.top + 1, height - MARGIN.bottom)];
  const x = linear([-1, 1], [left, right], true);
  const known = lanes.map(({ push }) => (push ? binsOf(push) : []));
  const lowest = min(known.flat(), ([, push]) => push) ?? 0;
  const y = linear([lowest < 0 ? Math.min(ROOM_BELOW, lowest) : 0, 1], [bottom, top + 3]);
  const base = y(0);
  const isThere = ([, push]: Bin) => Number.isFinite(push);
  const drawnLine = line<Bin>()
    .defined(isThere)
    .x(([similarity]) => x(similarity))
    .y(([, push]) => y(push))
    .curve(curveLinear)
    .digits(1);
  const drawnArea = area<Bin>()
    .defined(isThere)
    .x(([similarity]) => x(similarity))
    .y0(base)
    .y1(([, push]) => y(push))
    .digits(1);

  const shapes = lanes.map((lane, place): PushShape => {
    const bins = known[place] ?? [];
    const closer = bins.flatMap(([similarity, push]) => (push < 0 ? [similarity] : []));
    const hardest = bins.reduce<Bin | null>(
      (best, bin) => (isThere(bin) && bin[1] > (best?.[1] ?? 0) ? bin : best),
      null,
    );
    const last = bins.filter(isThere).at(-1);
    const marked = hardest ?? last;
    return {
      lane,
      line: drawnLine(bins) ?? '',
      area: drawnArea(bins) ?? '',
      hardest: hardest?.[0] ?? null,
      pulled: closer.length > 0 ? [closer[0] as number, closer.at(-1) as number] : null,
      mark: marked ? { x: px(x(marked[0])), y: px(y(marked[1])) } : null,
    };
  });
  return {
    left,
    right,
    top,
    bottom,
    base: px(base),
    shapes,
    positives: positivesOf(lanes).map((positive) => ({
      ...positive,
      x: px(x(positive.similarity)),
    })),
    ticks: [-1, -0.5, 0, 0.5, 1].map((value) => ({
      value,
      x: px(x(value)),
      text: signed(`${value}`),
    })),
  };
}

function positivesOf(lanes: readonly PushLine[]) {
  const known = lanes.flatMap(({ push, place }) =>
    push && Number.isFinite(push.positive) ? [{ similarity: push.positive, place }] : [],
  );
  const first = known[0];
  if (!first) return [];
  const agree = known.every(
    ({ similarity }) => Math.abs(similarity - first.similarity) < SAME_POSITIVE,
  );
  return agree ? [{ similarity: first.similarity, place: null }] : known;
}

/** What the chart shows, in one sentence. */
export function pushSummary(shapes: readonly PushShape[]): string {
  const known = shapes.filter(({ lane }) => lane.push);
  if (!known.length) return 'Push on a negative by similarity: no batch yet.';
  const parts = known.map(({ lane, hardest, pulled }) => {
    const pushes = hardest === null ? 'pushes nothing' : `pushes hardest at ${valueText(hardest)}`;
    const pulls = pulled
      ? ` and pulls closer from ${valueText(pulled[0])} to ${valueText(pulled[1])}`
      : '';
    return `${lane.name} ${pushes}${pulls}`;
  });
  return `Push on a negative by similarity, each lane to its own largest: ${parts.join(', ')}.`;
}
