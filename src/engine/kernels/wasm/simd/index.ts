import type { WasmInternals } from '../../../tensors/wasmInternals';
import { register, wrap } from '../register';
import {
  convolutionBlock,
  convolutionInputGradient,
  convolutionKernelGradient,
  denseBlock,
  denseInputGradient,
  denseKernelGradient,
} from './blocks';
import { conv2dBackpropFilter, conv2dBackpropInput } from './gradients';
import { simdMatMul } from './matMul';
import { link } from './module';
import { adamUpdate, gradientNorm, sgdUpdate } from './optimizers';
import { rowRank } from './rowRank';

let registered = false;

/**
 * Registers kernels over a module of our own, where this machine has SIMD: layers with bias and
 * ReLU, matrix products, optimizers, ranks. Parts ask for most of them by name (`tf.getKernel`) and
 * compose plain ops where there is none. Call it for every new backend, before it is used.
 */
export async function registerSimdKernels(backend: WasmInternals): Promise<void> {
  if (!(await link(backend)) || registered) return;
  registered = true;
  register('ConvolutionBlock', convolutionBlock);
  register('ConvolutionBlockInputGradient', convolutionInputGradient);
  register('ConvolutionBlockKernelGradient', convolutionKernelGradient);
  register('DenseBlock', denseBlock);
  register('DenseBlockInputGradient', denseInputGradient);
  register('DenseBlockKernelGradient', denseKernelGradient);
  register('Conv2DBackpropFilter', conv2dBackpropFilter);
  register('Conv2DBackpropInput', conv2dBackpropInput);
  register('AdamUpdate', adamUpdate);
  register('SgdUpdate', sgdUpdate);
  register('GradientNorm', gradientNorm);
  register('RowRank', rowRank);
  wrap('BatchMatMul', simdMatMul);
}
