/**
 * Kernels that make a training step short on WebGPU: fewer dispatches, and none that leave a GPU
 * idle. Parts ask for them by name (`tf.getKernel`) and compose plain ops where there is none.
 */
import type { GradFunc, KernelFunc, NamedAttrMap, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { tf } from '../../backends/tf.ts';
import { convolutionBlock } from './convolutionBlock.ts';
import { convolutionInputGradient } from './convolutionInputGradient.ts';
import { convolutionKernelGradient } from './convolutionKernelGradient.ts';

let registered = false;

/** Registers the kernels; later calls do nothing. `@tensorflow/tfjs-backend-webgpu` comes first. */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  register('ConvolutionBlock', convolutionBlock);
  register('ConvolutionBlockInputGradient', convolutionInputGradient);
  register('ConvolutionBlockKernelGradient', convolutionKernelGradient);
  registerGradients();
}

/** TensorFlow.js types every kernel's arguments alike, as open maps; ours say what they expect. */
const register = (kernelName: string, kernelFunc: (args: never) => ReturnType<KernelFunc>): void =>
  tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernelFunc as KernelFunc });
