import type { MapFrame, Projected } from './geometry';

/** A stretch of one class in a bar that stands outward from the circle; pixels. */
export interface RingBar {
  readonly label: number;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const BARS = 90;
const GAP = 4;
const HEIGHT = 10;

/** Width of a bar of the ring, pixels. */
export const ringBarWidth = ({ radius }: MapFrame) =>
  Math.max(1, (2 * Math.PI * radius) / BARS - 1.5);

/**
 * How many items lie in each direction, as bars around the circle with a stretch for each class.
 * Their height grows with the square root of the count; the highest is 10 pixels.
 */
export function ringBars(
  { x, y }: Projected,
  labels: ArrayLike<number>,
  { centre, radius }: MapFrame,
): RingBar[] {
  const items: number[][] = Array.from({ length: BARS }, () => []);
  for (let item = 0; item < x.length; item++) {
    const turn = Math.atan2(centre - (y[item] as number), (x[item] as number) - centre);
    const bar = Math.floor((turn / (2 * Math.PI) + 1) * BARS) % BARS;
    items[bar]?.push(labels[item] ?? 0);
  }
  const fullest = Math.max(1, ...items.map((bar) => bar.length));
  return items.flatMap((bar, index) => {
    const angle = ((index + 0.5) / BARS) * 2 * Math.PI;
    const height = HEIGHT * Math.sqrt(bar.length / fullest);
    const counts = new Map<number, number>();
    for (const label of bar.sort((a, b) => a - b)) counts.set(label, (counts.get(label) ?? 0) + 1);
    let inner = radius + GAP;
    return [...counts].map(([label, count]): RingBar => {
      const outer = inner + (height * count) / bar.length;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const stretch = {
        label,
        x1: centre + inner * cos,
        y1: centre - inner * sin,
        x2: centre + outer * cos,
        y2: centre - outer * sin,
      };
      inner = outer;
      return stretch;
    });
  });
}
