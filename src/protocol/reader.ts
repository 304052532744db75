import type {
  HeldFacts,
  ReadAnswer,
  ReadCommand,
  ReadNotice,
  ReadResults,
} from '../files/messages';
import type { Task } from '../files/task';

type Asked = ReadCommand extends infer C
  ? C extends ReadCommand
    ? Omit<C, 'request'>
    : never
  : never;

interface Waiting {
  readonly task: Task;
  done(result: never): void;
  fail(error: Error): void;
}

const NOT_LOADED =
  'The part of the page that reads files could not be loaded. Is there a network? Try again once there is; what is trained goes on.';
const BROKEN =
  'The part of the page that reads files broke, perhaps for want of memory. Try again with fewer or smaller files; what is trained goes on.';

let worker: Worker | null = null;
let requests = 0;
const waiting = new Map<number, Waiting>();

/** The reading worker, started when it is first needed. It holds what was read for as long as the page is open. */
function started(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('../files/worker.ts', import.meta.url), { type: 'module' });
  let isLoaded = false;
  worker.addEventListener('message', ({ data }: MessageEvent<ReadAnswer>) => {
    isLoaded = true;
    const asked = waiting.get(data.request);
    if (data.type === 'progress') return asked?.task.progress?.(data.progress);
    waiting.delete(data.request);
    if (data.type === 'done') asked?.done(data.result as never);
    else asked?.fail(new Error(data.message));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    worker?.terminate();
    worker = null;
    for (const { fail } of waiting.values()) fail(new Error(isLoaded ? BROKEN : NOT_LOADED));
    waiting.clear();
  });
  return worker;
}

/**
 * Asks the reading worker. Rejects with a sentence for the visitor, or once `task.signal` stops it
 * with that signal's reason.
 */
export function askReader<const T extends keyof ReadResults>(
  command: Extract<Asked, { type: T }>,
  task: Task = {},
): Promise<ReadResults[T]> {
  const request = ++requests;
  const { signal } = task;
  return new Promise((done, reject) => {
    const stop = () => notify({ type: 'stop', request });
    const fail = (error: Error) => {
      signal?.removeEventListener('abort', stop);
      reject(signal?.aborted ? signal.reason : error);
    };
    waiting.set(request, { task, done: done as Waiting['done'], fail });
    signal?.addEventListener('abort', stop, { once: true });
    started().postMessage({ ...command, request });
  });
}

const notify = (notice: ReadNotice, transfer: Transferable[] = []) =>
  started().postMessage(notice, transfer);

/** A port through which what is held under this key will come, for the training worker to read. */
export function portOf({ key }: Pick<HeldFacts, 'key'>): MessagePort {
  const { port1, port2 } = new MessageChannel();
  notify({ type: 'give', key, port: port1 }, [port1]);
  return port2;
}
