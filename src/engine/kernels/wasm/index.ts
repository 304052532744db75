/**
 * Kernels that let the wasm backend train. As it comes it lacks the gradients of a convolution's
 * filter and of `gather`, is slow where training spends its time, and is wrong where it
 * casts floats to truth or gathers within batches.
 */
import type { KernelConfig, KernelFunc } from '@tensorflow/tfjs-core';
import { tf } from '../../backends/tf';
import { fastBatchMatMul } from './batchMatMul';
import { truthfulCast } from './cast';
import { conv2dBackpropFilter } from './conv2dBackpropFilter';
import { conv2dBackpropInput } from './conv2dBackpropInput';
import { batchedGather } from './gather';
import { lightSlice } from './slice';
import { unsortedSegmentSum } from './unsortedSegmentSum';

let registered = false;

/**
 * Registers the kernels. Call it after `@tensorflow/tfjs-backend-wasm` is imported and before its
 * backend is set; later calls do nothing.
 */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  register('Conv2DBackpropFilter', kernel(conv2dBackpropFilter));
  register('Conv2DBackpropInput', kernel(conv2dBackpropInput));
  register('UnsortedSegmentSum', kernel(unsortedSegmentSum));
  wrap('BatchMatMul', (stock) => kernel(fastBatchMatMul(stock)));
  wrap('Cast', (stock) => kernel(truthfulCast(stock)));
  wrap('GatherV2', (stock) => kernel(batchedGather(stock)));
  wrap('Slice', (stock) => kernel(lightSlice(stock)));
}

/** TensorFlow.js types every kernel's arguments alike, as open maps; ours say what they expect. */
const kernel = (typed: (args: never) => ReturnType<KernelFunc>): KernelFunc => typed as KernelFunc;

function register(kernelName: string, kernelFunc: KernelFunc, stock?: KernelConfig): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
}

/** Replaces a kernel by one that calls it; the stock one's set-up stays. */
function wrap(kernelName: string, around: (stock: KernelFunc) => KernelFunc): void {
  const stock = tf.getKernel(kernelName, 'wasm');
  register(kernelName, around(stock.kernelFunc), stock);
}
