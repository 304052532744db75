import type { WasmInternals } from '../../../tensors/wasmInternals';
import { tf } from '../../../tf';
import { registerKernels, replaceKernel, wrapKernel } from '../../register';
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
 * ReLU, matrix products, optimizers, ranks. Parts ask for most of them by name and compose plain ops
 * where there is none. Call it for every new backend, before it is used.
 */
export async function registerSimdKernels(backend: WasmInternals): Promise<void> {
  if (!(await link(backend)) || registered) return;
  registered = true;
  registerKernels('wasm', {
    ConvolutionBlock: convolutionBlock,
    ConvolutionBlockInputGradient: convolutionInputGradient,
    ConvolutionBlockKernelGradient: convolutionKernelGradient,
    DenseBlock: denseBlock,
    DenseBlockInputGradient: denseInputGradient,
    DenseBlockKernelGradient: denseKernelGradient,
    AdamUpdate: adamUpdate,
    SgdUpdate: sgdUpdate,
    GradientNorm: gradientNorm,
    RowRank: rowRank,
  });
  replaceKernel('wasm', tf.Conv2DBackpropFilter, conv2dBackpropFilter);
  replaceKernel('wasm', tf.Conv2DBackpropInput, conv2dBackpropInput);
  wrapKernel('wasm', tf.BatchMatMul, simdMatMul);
}
