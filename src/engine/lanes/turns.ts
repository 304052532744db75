import { flush, webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';

/** How long work gives way to newer commands, and to the page, before it is done. */

/** Called between pieces of work: lets commands come in. @throws Superseded if the work is no longer wanted */
export type Between = () => Promise<void>;

/** Thrown where work is left undone because a newer command makes its result useless. */
export class Superseded extends Error {
  constructor(message = 'All lanes restarted before this was done. Ask again.') {
    super(message);
  }
}

/**
 * Work on the device in short pieces, between which others may have their turn. Each piece yields how
 * much is done, 0..1. To give up early, call `return`: everything made so far is then disposed.
 */
export type InPieces<T> = Generator<number, T, void>;

/** Once work in pieces has taken this long, whoever waits for it is told how far it is. */
export const LONG_MS = 500;

/**
 * Keeps the GPU busy without letting its queue grow: `shortened` resolves when everything submitted
 * before the last call is done. The GPU is then never idle, and anything else asked of it is answered
 * soon. On backends that compute at once it resolves at once.
 */
export class Backlog {
  private last: Promise<void> = Promise.resolve();

  async shortened() {
    if (tf.getBackend() !== 'webgpu') return;
    const backend = webgpuInternals();
    flush(backend);
    const before = this.last;
    this.last = backend.device.queue.onSubmittedWorkDone().then(
      () => {},
      () => {},
    );
    await before;
  }
}
