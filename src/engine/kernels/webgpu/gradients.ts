/**
 * Gradients of our kernels, by TensorFlow.js's own table rather than `tf.customGrad`: it asks each
 * input's gradient only where one is wanted, so that constants (a batch of images) cost nothing.
 */
import type { GradFunc, NamedAttrMap, Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';

type Inputs = Record<string, Tensor>;

const runKernel = <T extends Tensor | Tensor[]>(name: string, inputs: Inputs, attrs: object): T =>
  tf.engine().runKernel(name, inputs, attrs as NamedAttrMap) as T;

/** Kernel and bias get their gradients at once, ahead: both are always weights. */
const ofConvolutionBlock: GradFunc = (slope, saved, attrs) => {
  const [images, kernel, result] = saved as [Tensor, Tensor, Tensor];
  const given = { slope: slope as Tensor, result };
  const [byKernel, byBias] = runKernel<[Tensor, Tensor]>(
    'ConvolutionBlockKernelGradient',
    { images, ...given },
    { ...attrs, kernelShape: kernel.shape },
  );
  return {
    images: () =>
      runKernel(
        'ConvolutionBlockInputGradient',
        { kernel, ...given },
        { ...attrs, imagesShape: images.shape },
      ),
    kernel: () => byKernel,
    bias: () => byBias,
  };
};

const ofDenseBlock: GradFunc = (slope, saved, attrs) => {
  const [rows, kernel, result] = saved as [Tensor, Tensor, Tensor];
  const given = { slope: slope as Tensor, result };
  const [byKernel, byBias] = runKernel<[Tensor, Tensor]>(
    'DenseBlockKernelGradient',
    { rows, ...given },
    attrs as object,
  );
  return {
    rows: () => runKernel('DenseBlockInputGradient', { kernel, ...given }, attrs as object),
    kernel: () => byKernel,
    bias: () => byBias,
  };
};

/** Tokens are whole numbers and have no gradient. */
const ofEmbeddingRows: GradFunc = (slope, saved) => {
  const [tokens, table] = saved as [Tensor, Tensor];
  const words = table.shape[0] as number;
  return {
    table: () => runKernel('EmbeddingRowsGradient', { tokens, slope: slope as Tensor }, { words }),
  };
};

const ofNormaliseRows: GradFunc = (slope, saved) => ({
  rows: () =>
    runKernel('NormaliseRowsGradient', { rows: saved[0] as Tensor, slope: slope as Tensor }, {}),
});

export function registerGradients(): void {
  tf.registerGradient({
    kernelName: 'ConvolutionBlock',
    inputsToSave: ['images', 'kernel'],
    outputsToSave: [true],
    gradFunc: ofConvolutionBlock,
  });
  tf.registerGradient({
    kernelName: 'DenseBlock',
    inputsToSave: ['rows', 'kernel'],
    outputsToSave: [true],
    gradFunc: ofDenseBlock,
  });
  tf.registerGradient({
    kernelName: 'EmbeddingRows',
    inputsToSave: ['tokens', 'table'],
    gradFunc: ofEmbeddingRows,
  });
  tf.registerGradient({
    kernelName: 'NormaliseRows',
    inputsToSave: ['rows'],
    gradFunc: ofNormaliseRows,
  });
}
