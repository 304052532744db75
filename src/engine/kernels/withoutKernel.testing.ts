import type { KernelName } from '../../parts/kernels';
import { tf } from '../tf';

/**
 * Takes a kernel from a backend, so that whoever asks for it composes ops. Returns what gives it back.
 */
export function withoutKernel(name: KernelName, backendName = tf.getBackend()): () => void {
  const kernel = tf.getKernel(name, backendName);
  tf.unregisterKernel(name, backendName);
  return () => tf.registerKernel(kernel);
}
