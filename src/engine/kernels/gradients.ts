import type { GradConfig, Tensor } from '@tensorflow/tfjs-core';
import {
  type AttributesOf,
  type KernelName,
  type OwnKernels,
  runKernel,
} from '../../parts/kernels';
import { tf } from '../tf';

/** The gradient of a kernel of our own. */
interface Gradient<N extends KernelName> {
  /** Inputs that it reads, and whether it reads the result: `saved` are these, in this order. */
  readonly inputsToSave: readonly (keyof OwnKernels[N]['inputs'] & string)[];
  readonly savesResult?: boolean;
  /** The gradient by each input that has one, from the slope of the result. */
  readonly compute: (
    slope: Tensor,
    saved: readonly Tensor[],
    attributes: AttributesOf<N>,
  ) => { readonly [input in keyof OwnKernels[N]['inputs']]?: () => Tensor };
}

/**
 * Gradients of our kernels, the same on every backend: each asks other kernels for them. They go into
 * TensorFlow.js's own table rather than through `tf.customGrad`: it asks each input's gradient only
 * where one is wanted, so that constants (a batch of images) cost nothing.
 */
const gradients: { readonly [N in KernelName]?: Gradient<N> } = {
  /** Kernel and bias get their gradients at once, ahead: both are always weights. */
  ConvolutionBlock: {
    inputsToSave: ['images', 'kernel'],
    savesResult: true,
    compute(slope, saved, { stride }) {
      const [images, kernel, result] = saved as [Tensor, Tensor, Tensor];
      const [byKernel, byBias] = runKernel(
        tf,
        'ConvolutionBlockKernelGradient',
        { images, slope, result },
        { stride, kernelShape: kernel.shape },
      );
      return {
        images: () =>
          runKernel(
            tf,
            'ConvolutionBlockInputGradient',
            { kernel, slope, result },
            { stride, imagesShape: images.shape },
          ),
        kernel: () => byKernel,
        bias: () => byBias,
      };
    },
  },
  DenseBlock: {
    inputsToSave: ['rows', 'kernel'],
    savesResult: true,
    compute(slope, saved, { relu }) {
      const [rows, kernel, result] = saved as [Tensor, Tensor, Tensor];
      const weights = { rows, slope, result };
      const [byKernel, byBias] = runKernel(tf, 'DenseBlockKernelGradient', weights, { relu });
      return {
        rows: () => runKernel(tf, 'DenseBlockInputGradient', { kernel, slope, result }, { relu }),
        kernel: () => byKernel,
        bias: () => byBias,
      };
    },
  },
  /** Tokens are whole numbers and have no gradient. */
  EmbeddingRows: {
    inputsToSave: ['tokens', 'table'],
    compute(slope, saved) {
      const [tokens, table] = saved as [Tensor, Tensor];
      const words = table.shape[0] as number;
      return { table: () => runKernel(tf, 'EmbeddingRowsGradient', { tokens, slope }, { words }) };
    },
  },
  NormaliseRows: {
    inputsToSave: ['rows'],
    compute(slope, saved) {
      const [rows] = saved as [Tensor];
      return { rows: () => runKernel(tf, 'NormaliseRowsGradient', { rows, slope }) };
    },
  },
};

/** Registers all of them once; further calls do nothing. */
export function registerGradients(): void {
  for (const [kernelName, { inputsToSave, savesResult = false, compute }] of Object.entries(
    gradients,
  )) {
    if (tf.getGradient(kernelName)) continue;
    tf.registerGradient({
      kernelName,
      inputsToSave: [...inputsToSave],
      outputsToSave: [savesResult],
      gradFunc: compute as unknown as GradConfig['gradFunc'],
    });
  }
}
