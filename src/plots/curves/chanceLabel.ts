import { bisector, min, range } from 'd3';

/** Where a word stands: its anchor point in pixels, y being its base line. */
export interface WordPlace {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Pixel = readonly [x: number, y: number];

const CHARACTER_WIDTH = 6.2;
const SAMPLES = 5;
/** From the base line to the middle of a word, pixels. */
const TO_MIDDLE = 4;

const byX = bisector<Pixel, number>(([x]) => x).left;

/** Height of a line at x, interpolated between its points; null before, after and in gaps. */
function heightAt(points: readonly Pixel[], x: number): number | null {
  const next = byX(points, x);
  const [after, before] = [points[next], points[next - 1] ?? points[next]];
  if (!after || !before || (next === 0 && after[0] > x)) return null;
  const share = after[0] > before[0] ? (x - before[0]) / (after[0] - before[0]) : 0;
  const height = before[1] + (after[1] - before[1]) * share;
  return Number.isFinite(height) ? height : null;
}

/**
 * Where a word beside a level line at `y` is farthest from all other lines: above or below it, at
 * the right, the middle or the left. Above it at the right if nothing is in the way.
 */
export function wordBeside(
  word: string,
  y: number,
  lines: readonly (readonly Pixel[])[],
  { left, right, top, bottom }: Area,
): WordPlace {
  const width = word.length * CHARACTER_WIDTH;
  const middle = (left + right) / 2;
  const columns = [
    { x: right, anchor: 'end', from: right - width },
    { x: middle, anchor: 'middle', from: middle - width / 2 },
    { x: left + 3, anchor: 'start', from: left + 3 },
  ] as const;
  const rows = [y - 4, y + 12].filter((base) => base - 9 >= top - 4 && base <= bottom);
  let best: WordPlace = { x: right, y: y - 4, anchor: 'end' };
  let clearest = -1;
  for (const { x, anchor, from } of columns)
    for (const base of rows) {
      const distances = lines.flatMap((points) =>
        range(SAMPLES).map((sample) => {
          const height = heightAt(points, from + (width * sample) / (SAMPLES - 1));
          return height === null ? Number.POSITIVE_INFINITY : Math.abs(height - base + TO_MIDDLE);
        }),
      );
      const clearance = Math.min(24, min(distances) ?? 24);
      if (clearance > clearest + 2) [best, clearest] = [{ x, y: base, anchor }, clearance];
    }
  return best;
}
