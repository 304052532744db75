/** Measures over steps as pairs of arrays, ascending in steps; NaN is a gap. */
export interface CurvePoints {
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** One line of a chart. The arrays may grow in place; they are read at every draw. */
export interface CurveLine extends CurvePoints {
  readonly id: number | string;
  readonly name: string;
  /** A CSS colour, as `laneColour(0)`. */
  readonly colour: string;
  /** Place of the lane, for the shape of its end mark. */
  readonly place: number;
  /** A line of someone else's run, drawn faint and dashed behind. */
  readonly isSketch?: boolean;
}

/** One point of a line; a NaN value is a gap. */
export type CurvePoint = readonly [step: number, value: number];

/** How many points both arrays hold; they may differ while they grow. */
const lengthOf = ({ steps, values }: CurvePoints) => Math.min(steps.length, values.length);

const pointAt = ({ steps, values }: CurvePoints, index: number): CurvePoint => [
  steps[index] as number,
  values[index] as number,
];

/**
 * At most about two points for each of `columns` equal stretches between the first and the last
 * step: the smallest and the largest value of each, in their order, so that no spike is lost; and
 * one NaN where a stretch has nothing but gaps. Fewer points than that are returned as they are.
 */
export function decimated(points: CurvePoints, columns: number): CurvePoint[] {
  const count = lengthOf(points);
  const every = Array.from({ length: count }, (_, index) => index);
  if (count <= 2 * columns || columns < 1) return every.map((index) => pointAt(points, index));
  const first = points.steps[0] as number;
  const span = (points.steps[count - 1] as number) - first || 1;
  const columnOf = (index: number) =>
    Math.min(columns - 1, Math.floor((((points.steps[index] as number) - first) / span) * columns));
  const kept: CurvePoint[] = [];
  for (let start = 0; start < count; ) {
    const column = columnOf(start);
    let [end, lowest, highest] = [start, -1, -1];
    for (; end < count && columnOf(end) === column; end++) {
      const value = points.values[end] as number;
      if (!Number.isFinite(value)) continue;
      if (lowest < 0 || value < (points.values[lowest] as number)) lowest = end;
      if (highest < 0 || value > (points.values[highest] as number)) highest = end;
    }
    const places = lowest < 0 ? [start] : [...new Set([lowest, highest])].sort((a, b) => a - b);
    kept.push(...places.map((index) => pointAt(points, index)));
    start = end;
  }
  return kept;
}

/** The last point at or before a step that is not a gap; null where there is none. */
export function pointBefore(points: CurvePoints, step: number): CurvePoint | null {
  let [low, high] = [0, lengthOf(points)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points.steps[middle] as number) <= step) low = middle + 1;
    else high = middle;
  }
  for (let index = low - 1; index >= 0; index--)
    if (Number.isFinite(points.values[index] as number)) return pointAt(points, index);
  return null;
}

/** The last step of any line; 0 for none. */
export const lastStep = (lines: readonly CurvePoints[]): number =>
  Math.max(0, ...lines.map((line) => line.steps[lengthOf(line) - 1] ?? 0));
