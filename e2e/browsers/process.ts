import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** How long a program may take until it is ready, in ms. */
const PATIENCE = 60_000;

/** A program that runs beside the tests. */
export interface Running {
  /** What it said as it was ready: the first group of the pattern. */
  readonly ready: string;
  readonly stop: () => Promise<void>;
}

/** When a program counts as ready: as it writes a line like this, or as it answers at an address. */
type Readiness = { readonly ready: RegExp } | { readonly answersAt: string };

/**
 * Starts a program and waits until it is ready. What it writes to its file descriptor 3 counts as
 * output too. @throws Error with its output if it ends before, or takes too long
 */
export async function start(
  program: string,
  args: readonly string[],
  options: Readiness & { readonly env?: Readonly<Record<string, string>> },
): Promise<Running> {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let output = '';
  for (const stream of child.stdio.slice(1))
    stream?.on('data', (bytes) => {
      output += bytes;
    });
  let ended = '';
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${code ?? signal}`;
  });
  const isReady = async () =>
    'ready' in options
      ? options.ready.exec(output)?.[1]
      : await fetch(options.answersAt).then(
          ({ ok }) => (ok ? options.answersAt : undefined),
          () => undefined,
        );
  const deadline = Date.now() + PATIENCE;
  while (Date.now() < deadline && !ended) {
    const ready = await isReady();
    if (ready !== undefined) return { ready, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`${program} could not be started: ${ended || 'it is not ready'}.\n${output}`);
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(timer);
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
