import { line } from 'd3';
import { percent, stepText, valueText } from '../../numbers/format';
import { runningMean } from '../../numbers/runningMean';
import { linear } from '../shared/linear';
import type { Size } from '../shared/props';
import { px } from '../shared/px';
import { type CurveDomain, extentOf, tickText, valueDomain } from './axis';
import { type WordPlace, wordBeside } from './chanceLabel';
import { keptApart } from './keptApart';
import { type CurveLine, type CurvePoint, decimated, lastStep, pointBefore } from './series';

/** Fewest steps on the axis, so that the first points don't race across. */
const SHORTEST_AXIS = 100;
const MARGIN = { top: 7, right: 50, bottom: 17, left: 29 };

export interface CurveShape {
  readonly line: CurveLine;
  /** Every step, faint; empty unless the measure is noisy. */
  readonly raw: string;
  /** The line itself; of one point, a dot. */
  readonly path: string;
  /** The value at the cross-hair, or the newest; null before the first. */
  readonly value: {
    readonly step: number;
    readonly value: number;
    readonly text: string;
    readonly x: number;
    readonly y: number;
  } | null;
  /** Where that value is written, kept apart from the others. */
  readonly textY: number;
}

export interface CurvesGeometry {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly curves: readonly CurveShape[];
  readonly xTicks: readonly { step: number; x: number; text: string }[];
  readonly yTicks: readonly { value: number; y: number; text: string }[];
  /** The level line and its word. */
  readonly chance: { readonly y: number; readonly word: WordPlace } | null;
  readonly cursorX: number | null;
  readonly lastStep: number;
  /** The step at a pixel, rounded and within 0 and the last. */
  readonly stepAt: (left: number) => number;
}

export interface CurvesRequest {
  readonly lines: readonly CurveLine[];
  readonly size: Size;
  readonly domain: CurveDomain;
  readonly isPercent?: boolean;
  readonly isNoisy: boolean;
  readonly chance: number | null;
  readonly chanceLabel: string;
  readonly cursor: number | null;
}

/** All lines of a chart in pixels. Without lines, or without any value, only the axes. */
export function curvesGeometry(request: CurvesRequest): CurvesGeometry {
  const { lines, size, isPercent, isNoisy, chance, cursor } = request;
  const written = isPercent ? percent : valueText;
  const [left, right] = [MARGIN.left, Math.max(MARGIN.left + 1, size.width - MARGIN.right)];
  const [top, bottom] = [MARGIN.top, Math.max(MARGIN.top + 1, size.height - MARGIN.bottom)];
  const last = lastStep(lines);
  const axisEnd = Math.max(SHORTEST_AXIS, last);
  const domain = valueDomain(request.domain, extentOf(lines, chance));
  const x = linear([0, axisEnd], [left, right]);
  const y = linear(domain, [bottom, top]);
  const columns = right - left;
  const drawn = line<CurvePoint>()
    .defined(([, value]) => Number.isFinite(value))
    .x(([step]) => x(step))
    .y(([, value]) => y(Math.min(domain[1], Math.max(domain[0], value))))
    .digits(1);

  const shapes = lines.map((curve) => {
    const points = isNoisy ? { ...curve, values: runningMean(curve.values) } : curve;
    const at = pointBefore(points, cursor ?? Number.POSITIVE_INFINITY);
    const kept = decimated(points, columns);
    return {
      line: curve,
      raw: isNoisy ? (drawn(decimated(curve, columns)) ?? '') : '',
      path: drawn(kept) ?? '',
      pixels: kept.map(([step, value]) => [x(step), y(value)] as const),
      value: at && {
        step: at[0],
        value: at[1],
        text: written(at[1]),
        x: px(x(at[0])),
        y: px(y(at[1])),
      },
    };
  });
  const texts = keptApart(
    shapes.map(({ value }) => value?.y ?? bottom),
    top + 1,
    bottom,
  );
  const pixels = shapes.map((shape) => shape.pixels);
  const chanceY = chance !== null && Number.isFinite(chance) ? px(y(chance)) : null;
  const yTicks = y.ticks(size.height < 90 ? 2 : 3);
  return {
    left,
    right,
    top,
    bottom,
    curves: shapes.map(({ pixels: _, ...shape }, index) => ({
      ...shape,
      textY: texts[index] ?? bottom,
    })),
    xTicks: x
      .ticks(Math.max(2, Math.round(columns / 70)))
      .filter(Number.isInteger)
      .map((step) => ({ step, x: px(x(step)), text: step ? stepText(step) : 'step 0' })),
    yTicks: yTicks.map((value) => ({
      value,
      y: px(y(value)),
      text: isPercent ? String(Math.round(100 * value)) : tickText(value, yTicks),
    })),
    chance:
      chanceY === null
        ? null
        : {
            y: chanceY,
            word: wordBeside(request.chanceLabel, chanceY, pixels, { left, right, top, bottom }),
          },
    cursorX: cursor === null || !last ? null : px(x(Math.min(axisEnd, Math.max(0, cursor)))),
    lastStep: last,
    stepAt: (pixels) => Math.round(Math.min(last, Math.max(0, x.invert(pixels)))),
  };
}

/** What the chart shows at the cross-hair or at the end, in one sentence. */
export function curvesSummary(
  name: string,
  geometry: CurvesGeometry,
  cursor: number | null,
): string {
  const known = geometry.curves.filter(({ value, line }) => value && !line.isSketch);
  if (!known.length) return `${name}: no steps yet.`;
  const values = known.map(({ line, value }) => `${line.name} ${value?.text}`);
  return `${name} at step ${cursor ?? geometry.lastStep}: ${values.join(', ')}.`;
}
