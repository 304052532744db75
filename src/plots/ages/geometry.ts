import type { Ages } from '../../protocol/picture';
import type { Size } from '../shared/props';
import { px } from '../shared/px';

/** A bar of a histogram, pixels. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Least height of a bar that is not empty. */
const VISIBLE = 1;

/**
 * Counts from new to old. If there are fewer whole ages than bins, some bins could hold none; then
 * each age has a bar of its own.
 */
function countsOf({ bins, oldest }: Ages): number[] {
  if (oldest + 1 >= bins.length) return Array.from(bins);
  const binOf = (age: number) =>
    oldest > 0 ? Math.min(bins.length - 1, Math.floor((age / oldest) * bins.length)) : 0;
  return Array.from({ length: oldest + 1 }, (_, age) => bins[binOf(age)] ?? 0);
}

/** The ages of candidates as bars, from new to old; the highest fills the height. */
export function ageBars(ages: Ages, { width, height }: Size): Bar[] {
  const counts = countsOf(ages);
  const most = Math.max(1, ...counts);
  const stride = width / Math.max(1, counts.length);
  return counts.flatMap((count, place) => {
    if (count === 0) return [];
    const tall = Math.max(VISIBLE, (count / most) * height);
    return [
      {
        x: px(place * stride),
        y: px(height - tall),
        width: px(Math.max(1, stride - 1)),
        height: px(tall),
      },
    ];
  });
}
