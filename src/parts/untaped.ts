import type { Tf } from './part';

/**
 * Runs `compute` with the gradient tape off, so its results are constants to the loss: masks,
 * ranks and counts may use any op, with a gradient or without. TensorFlow.js has no public
 * stopGradient; this does what its own kernels do while they run inside one another.
 */
export function untaped<T>(tf: Tf, compute: () => T): T {
  const { state } = tf.engine() as unknown as { state: { kernelDepth: number } };
  state.kernelDepth++;
  try {
    return compute();
  } finally {
    state.kernelDepth--;
  }
}
