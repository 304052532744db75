import { giveFiles } from './giveFiles';
import type { HeldFacts } from './reading/facts';
import type { GivenFile, Origin, SentOrigin } from './reading/given';
import type { ReadAnswer, ReadCommand, ReadNotice, ReadResults } from './reading/readerMessages';
import type { Task } from './reading/task';

/** A command as the page writes it, with the files themselves. */
type Asked = ReadCommand extends infer C
  ? C extends { origin: SentOrigin }
    ? Omit<C, 'request' | 'origin'> & { origin: Origin }
    : C extends ReadCommand
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
/** The files that the worker was given, and their number. */
let given: { readonly files: readonly GivenFile[]; readonly number: number } | null = null;
let numbers = 0;

/** The reading worker, which is started when it is first needed and stays as long as the page. */
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
    given = null;
    numbers++;
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
      waiting.delete(request);
      reject(signal?.aborted ? signal.reason : error);
    };
    waiting.set(request, { task, done: done as Waiting['done'], fail });
    signal?.addEventListener('abort', stop, { once: true });
    const ask = (origin?: SentOrigin) =>
      started().postMessage({ ...command, ...(origin && { origin }), request });
    if ('origin' in command) sentOrigin(command.origin, task).then(ask).catch(fail);
    else ask();
  });
}

/**
 * Gives the worker the files, unless it has them from the request before. It has the newest alone.
 */
async function sentOrigin(origin: Origin, task: Task): Promise<SentOrigin> {
  if (origin.from === 'hub') return origin;
  const { files } = origin;
  if (given?.files !== files) {
    const number = ++numbers;
    given = null;
    const send = (more: readonly GivenFile[]) => {
      if (number !== numbers) throw new Error('Reading was stopped.');
      notify({ type: 'give', files: number, more });
    };
    await giveFiles(files, send, task);
    given = { files, number };
  }
  task.signal?.throwIfAborted();
  return { from: 'files', files: given.number };
}

const notify = (notice: ReadNotice, transfer: Transferable[] = []) =>
  started().postMessage(notice, transfer);

/** A port through which the data held under this key will come, for the training worker to read. */
export function portOf({ key }: Pick<HeldFacts, 'key'>): MessagePort {
  const { port1, port2 } = new MessageChannel();
  notify({ type: 'send', key, port: port1 }, [port1]);
  return port2;
}
