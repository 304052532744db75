import type { Command, Report, SignOfLife } from './messages';
import { type Message, unpacked } from './packed';
import { Watchdog } from './watchdog';

/** The training worker, seen from the page. */
export interface Trainer {
  send(command: Command): void;
  close(): void;
}

/** Longest wait for a frame to be drawn: a hidden tab draws none, but training goes on. */
const DRAW_WITHIN_MS = 200;

type Failure = Pick<Extract<Report, { type: 'failed' }>, 'message' | 'hint'>;

const RELOAD =
  'Check the connection and reload the page. Your experiment stays in the address bar.';
const REFUSED: Failure = {
  message: 'This page may not start the worker that trains.',
  hint: 'A sandboxed frame needs allow-same-origin; or open the page in a tab of its own.',
};
const GONE: Failure = {
  message: 'The training worker no longer answers.',
  hint: 'The browser may have ended it to save memory. Try again to train from the start.',
};

/**
 * Starts the training worker; only then is TensorFlow.js fetched. Each frame is acknowledged once
 * the screen has had the chance to draw it, so the worker never runs ahead of the page. A worker
 * that can't be started or loaded, or that vanishes while it has work to do, reports `failed`.
 */
export function openTrainer(onReport: (report: Report) => void): Trainer {
  let run = 0;
  const fail = (failure: Failure) => onReport({ type: 'failed', run, ...failure });
  const worker = started();
  if (!worker) {
    // The run is known once it was sent.
    setTimeout(() => fail(REFUSED));
    return {
      send: (command) => {
        run = command.run;
      },
      close: () => {},
    };
  }
  let isReady = false;
  let isTraining = false;
  const asked = new Set<number>();
  const watchdog = new Watchdog(
    () => worker.postMessage({ type: 'ping' } satisfies SignOfLife),
    () => isReady && (isTraining || asked.size > 0),
    () => fail(GONE),
  );
  worker.addEventListener('message', ({ data }: MessageEvent<Message | SignOfLife>) => {
    watchdog.heard();
    if (data.type === 'ping' || data.run !== run) return;
    if (data.type === 'frame') {
      isReady = true;
      isTraining = data.frame.training;
    }
    // Compiling may take a driver long, and nothing is answered meanwhile.
    else if (data.type === 'starting') isReady = false;
    if ('request' in data) asked.delete(data.request);
    onReport(unpacked(data));
    if (data.type === 'frame')
      afterDrawing(() => worker.postMessage({ type: 'drawn', run: data.run }));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    watchdog.stop();
    const message = event.message
      ? `The training worker broke: ${event.message}`
      : 'The training worker could not be loaded.';
    fail({ message, hint: RELOAD });
  });
  return {
    send(command) {
      run = command.run;
      if ('request' in command) asked.add(command.request);
      worker.postMessage(command, command.type === 'bring' ? [command.port] : []);
    },
    close() {
      watchdog.stop();
      worker.terminate();
    },
  };
}

/** The worker; null where the page may start none, as in a sandboxed frame. */
function started(): Worker | null {
  try {
    return new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return null;
  }
}

/** Calls back after the next frame of the screen, or a little later where none is drawn. */
function afterDrawing(callback: () => void) {
  let called = false;
  const once = () => {
    if (called) return;
    called = true;
    callback();
  };
  requestAnimationFrame(once);
  setTimeout(once, DRAW_WITHIN_MS);
}
