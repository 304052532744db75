/**
 * Items glide from where they are to where the newest view has them. A view that comes during a
 * glide starts a new one from there. A glide never takes longer than the time between the last two
 * views, so that the map keeps up with training.
 */
export interface Motion {
  readonly from: Float32Array;
  readonly to: Float32Array;
  /** Milliseconds, as of performance.now(). */
  readonly start: number;
  /** Milliseconds; 0 is at once. */
  readonly duration: number;
}

const LONGEST_GLIDE = 150;

/** Where everything is at `now`, -1..1, laid out as in the view. */
export function placesAt({ from, to, start, duration }: Motion, now: number): Float32Array {
  const share = duration > 0 ? Math.min(1, Math.max(0, (now - start) / duration)) : 1;
  if (share === 1) return to;
  return to.map((end, index) => (from[index] as number) * (1 - share) + end * share);
}

/** Whether anything still moves at `now`. */
export const isMoving = ({ start, duration }: Motion, now: number) => now < start + duration;

/**
 * The glide to new places; it takes no time if motion is unwanted or the number of items has
 * changed.
 */
export function motionTo(
  to: Float32Array,
  last: Motion | null,
  now: number,
  isStill: boolean,
): Motion {
  if (!last || isStill || last.to.length !== to.length)
    return { from: to, to, start: now, duration: 0 };
  const duration = Math.min(LONGEST_GLIDE, now - last.start);
  return { from: placesAt(last, now), to, start: now, duration };
}
