import type { Command, Report } from './messages';

/** The training worker, seen from the page. */
export interface Trainer {
  send(command: Command): void;
  close(): void;
}

/** Longest wait for a frame to be drawn: a hidden tab draws none, but training goes on. */
const DRAW_WITHIN_MS = 200;

/**
 * Starts the training worker; only then is TensorFlow.js fetched. Each frame is acknowledged once
 * the screen has had the chance to draw it, so the worker never runs ahead of the page. A worker
 * that can't be loaded reports `failed`.
 */
export function openTrainer(onReport: (report: Report) => void): Trainer {
  const worker = new Worker(new URL('../engine/worker.ts', import.meta.url), { type: 'module' });
  let run = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
    if (data.run !== run) return;
    onReport(data);
    if (data.type === 'frame')
      afterDrawing(() => worker.postMessage({ type: 'drawn', run: data.run }));
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    onReport({
      type: 'failed',
      run,
      message: event.message
        ? `The training worker broke: ${event.message}`
        : 'The training worker could not be loaded.',
      hint: 'Check the connection and reload the page. Your experiment stays in the address bar.',
    });
  });
  return {
    send(command) {
      run = command.run;
      worker.postMessage(command, command.type === 'bring' ? [command.port] : []);
    },
    close: () => worker.terminate(),
  };
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
