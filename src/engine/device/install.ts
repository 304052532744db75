import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { BackendName } from '../../protocol/device';
import { tf } from '../tf';

/**
 * Makes `backend` the one TensorFlow.js uses under `name`. A backend of that name from an earlier
 * call is disposed first, with its tensors: this is what makes opening again after a loss work.
 */
export async function install(name: BackendName, backend: KernelBackend): Promise<void> {
  uninstall(name);
  tf.registerBackend(name, () => backend);
  await tf.setBackend(name);
}

/** Disposes the backend of that name, if there is one, and its tensors. */
export function uninstall(name: BackendName): void {
  if (tf.findBackendFactory(name)) tf.removeBackend(name);
}
