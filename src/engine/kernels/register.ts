import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../tensors/wasmInternals';
import type { WebgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import { registerGradients } from './gradients';
import type { KernelsOn } from './kernel';

/** Backends that have kernels of our own, as these kernels see them. */
interface Backends {
  readonly webgpu: WebgpuInternals;
  readonly wasm: WasmInternals;
  readonly cpu: MathBackendCPU;
}

type BackendName = keyof Backends;

/** TensorFlow.js types every kernel's arguments alike, as open maps; ours say what they expect. */
type TypedKernel = (args: never) => ReturnType<KernelFunc>;

/** Registers kernels of our own, in place of those of the same names, and their gradients. */
export function registerKernels<B extends BackendName>(
  backendName: B,
  kernels: Partial<KernelsOn<Backends[B]>>,
): void {
  for (const [kernelName, kernel] of Object.entries<TypedKernel>(kernels))
    replaceKernel(backendName, kernelName, kernel);
  registerGradients();
}

/** Registers a kernel in place of TensorFlow.js's own of that name, if it has one on that backend. */
export function replaceKernel(
  backendName: BackendName,
  kernelName: string,
  kernel: TypedKernel,
  setUp?: KernelConfig,
): void {
  if (tf.getKernel(kernelName, backendName)) tf.unregisterKernel(kernelName, backendName);
  tf.registerKernel({ ...setUp, kernelName, backendName, kernelFunc: kernel as KernelFunc });
}

/** Replaces a kernel of TensorFlow.js by one that calls it, and keeps how it is set up. */
export function wrapKernel(
  backendName: BackendName,
  kernelName: string,
  around: (stock: KernelFunc) => TypedKernel,
): void {
  const stock = tf.getKernel(kernelName, backendName);
  replaceKernel(backendName, kernelName, around(stock.kernelFunc), stock);
}
