import type { Task } from '../../protocol/reading/task';

const BREATH_MS = 40;

/**
 * A function that a loop may call as often as it likes. Some 25 times a second at most it reports
 * the progress and lets messages arrive, so that the signal can stop the loop.
 * @throws the signal's reason
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
