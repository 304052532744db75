import { anotherTask } from './anotherTask';
import type { GivenFile } from './reading/given';
import type { Task } from './reading/task';

/** Files of one message, and how long messages are sent before others have a turn. */
const PIECE = 16;
const TURN_MS = 8;
const TOLD_EVERY_MS = 50;

/**
 * Sends files piece by piece: a browser takes a tenth of a millisecond and more to send a file, though
 * none of its bytes, and a folder holds thousands. @throws the reason of `task.signal`
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
