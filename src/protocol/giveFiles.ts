import { anotherTask } from './anotherTask';
import type { GivenFile } from './reading/given';
import type { Task } from './reading/task';

/** Files in one message. */
const PIECE = 16;
/** Time to send messages before input and drawing have a turn. */
const TURN_MS = 8;
const TOLD_EVERY_MS = 50;

/**
 * Sends files piece by piece. To send a file takes a browser a tenth of a millisecond or more,
 * though none of its bytes are read, and a folder may hold thousands. @throws the reason of
 * `task.signal`
 */
export async function giveFiles(
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
