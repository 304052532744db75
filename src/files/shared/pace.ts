import type { Task } from '../../protocol/reading/task';

const BREATH_MS = 40;

/**
 * A function for a loop to call as often as it likes: a few times a second it tells how far things
 * are and lets messages in, so that a signal can arrive. @throws the signal's reason
 */
export function pacer(
  { signal, progress }: Task,
  doing: string,
): (done: number, of: number) => Promise<void> | undefined {
  let last = Number.NEGATIVE_INFINITY;
  return (done, of) => {
    signal?.throwIfAborted();
    const now = performance.now();
    if (now - last < BREATH_MS && (of === 0 || done < of)) return undefined;
    last = now;
    progress?.({ doing, done, of });
    return new Promise((resolve) => {
      setTimeout(resolve);
    }).then(() => signal?.throwIfAborted());
  };
}
