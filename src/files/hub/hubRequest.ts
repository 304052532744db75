import type { AsyncBuffer } from 'hyparquet';
import type { Task } from '../../protocol/reading/task';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { inBytes } from '../shared/wording';

/** Where the hub is, and how it is asked. */
export interface Hub {
  /** The server that lists Parquet files. */
  readonly server?: string;
  readonly fetch?: typeof fetch;
  /** Milliseconds to wait before a failed request is tried again; doubled each time. */
  readonly waitMs?: number;
}

const SERVER = 'https://datasets-server.huggingface.co';
const TRIES = 3;
const aside = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const noNetwork = (what: string) =>
  new FileProblem(`${what}; nothing was changed. Is there a network?`, { isFatal: true });

/** A request, tried three times while the server is busy (429, 502, 503) or the network fails. */
async function request(
  url: string,
  headers: Record<string, string>,
  hub: Hub,
  { signal }: Task,
  read: (answer: Response) => Promise<ArrayBuffer>,
): Promise<{ status: number; body: ArrayBuffer }> {
  const get = hub.fetch ?? fetch;
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    try {
      const answer = await get(url, { headers, ...(signal ? { signal } : {}) });
      const isBusy = answer.status === 429 || answer.status === 502 || answer.status === 503;
      if (!isBusy || attempt === TRIES) return { status: answer.status, body: await read(answer) };
      await answer.body?.cancel();
    } catch (error) {
      if (signal?.aborted || error instanceof FileProblem || attempt === TRIES) throw error;
    }
    await aside((hub.waitMs ?? 400) * 2 ** (attempt - 1));
  }
}

/**
 * The answer of the hub's server to a question about the data set `name`, as JSON.
 * @throws FileProblem
 */
export async function ask(path: string, name: string, hub: Hub, task: Task): Promise<unknown> {
  const url = `${hub.server ?? SERVER}${path}`;
  const { status, body } = await request(url, {}, hub, task, (answer) =>
    answer.arrayBuffer(),
  ).catch((error) => {
    if (task.signal?.aborted || error instanceof FileProblem) throw error;
    throw noNetwork('the Hugging Face hub can’t be reached');
  });
  const text = new TextDecoder().decode(body);
  if ([401, 403, 404].includes(status))
    throw new FileProblem(
      `there is no public data set “${name}” on the Hugging Face hub. Check the spelling; private ones and those behind an agreement can’t be read.`,
    );
  if (status === 429) throw new FileProblem('the Hugging Face hub asks to wait; try again later.');
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    throw new FileProblem(`the Hugging Face hub gave an answer that can’t be read (${status}).`);
  }
  if (status !== 200) {
    const reason = (answer as { error?: unknown } | null)?.error;
    throw new FileProblem(
      `the Hugging Face hub can’t offer “${name}” in a form this page reads (${typeof reason === 'string' ? reason : status}).`,
    );
  }
  return answer;
}

/**
 * A file on the hub, read by ranges. If the server knows no ranges, it is downloaded once as a
 * whole.
 */
export function remoteFile(
  url: string,
  size: number,
  name: string,
  hub: Hub,
  task: Task,
): AsyncBuffer {
  let taken = 0;
  let whole: ArrayBuffer | null = null;
  const lost = () =>
    noNetwork(`the network failed after ${inBytes(taken)} of ${name} (${inBytes(size)})`);
  return {
    byteLength: size,
    async slice(start, end = size) {
      if (whole) return whole.slice(start, end);
      const { status, body } = await request(
        url,
        { Range: `bytes=${start}-${end - 1}` },
        hub,
        task,
        async (answer) => {
          const length = Number(answer.headers.get('content-length') ?? 0);
          if (answer.status === 200 && Math.max(size, length) > LIMITS.downloadBytes)
            throw new FileProblem(
              `the server sends ${inBytes(size)} at once, more than the ${inBytes(LIMITS.downloadBytes)} that are read at most.`,
              { file: name, isFatal: true },
            );
          return answer.arrayBuffer();
        },
      ).catch((error) => {
        throw task.signal?.aborted || error instanceof FileProblem ? error : lost();
      });
      if (status !== 200 && status !== 206)
        throw new FileProblem(`the hub refused to send it (${status}).`, {
          file: name,
          isFatal: true,
        });
      taken += body.byteLength;
      if (status === 206) {
        if (body.byteLength !== end - start) throw lost();
        return body;
      }
      if (body.byteLength !== size) throw lost();
      whole = body;
      return whole.slice(start, end);
    },
  };
}
