import type { GivenFile } from '../files/bytes/source';
import type { Task } from '../files/task';
import { anotherTask } from './anotherTask';

/** Files per message, and how long messages are sent before other tasks have a turn. */
const PIECE = 16;
const TURN_MS = 8;
const TOLD_EVERY_MS = 50;

/**
 * Sends files in small batches. A browser takes a tenth of a millisecond or more to post one file,
 * even without its bytes, and a folder may hold thousands. @throws the reason of `task.signal`
 */
export async function handOver(
  files: readonly GivenFile[],
  send: (more: readonly GivenFile[]) => void,
  { signal, progress }: Task = {},
): Promise<void> {
  let turn = performance.now();
  let told = turn;
  for (let done = 0; done < files.length; done += PIECE) {
    const now = performance.now();
    if (now - turn > TURN_MS) {
      if (now - told > TOLD_EVERY_MS) {
        progress?.({ doing: 'Listing the files', done, of: files.length });
        told = now;
      }
      await anotherTask();
      turn = performance.now();
    }
    signal?.throwIfAborted();
    send(files.slice(done, done + PIECE));
  }
}
