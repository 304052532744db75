import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';

/** TensorFlow.js types every kernel's arguments alike, as open maps; ours say what they expect. */
type TypedKernel = (args: never) => ReturnType<KernelFunc>;

/** Registers a kernel on wasm, instead of the one of that name if there is one. */
export function register(kernelName: string, kernel: TypedKernel, stock?: KernelConfig): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  const kernelFunc = kernel as KernelFunc;
  tf.registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
}

/** Replaces a kernel by one that calls it; the stock one's set-up stays. */
export function wrap(kernelName: string, around: (stock: KernelFunc) => TypedKernel): void {
  const stock = tf.getKernel(kernelName, 'wasm');
  register(kernelName, around(stock.kernelFunc), stock);
}
