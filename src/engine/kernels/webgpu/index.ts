/**
 * Kernels that make a training step short on WebGPU: fewer dispatches, and none that leave a GPU
 * idle. Parts ask for them by name (`tf.getKernel`) and compose plain ops where there is none.
 */
import type { KernelFunc } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';
import { adamUpdate } from './adamUpdate';
import { arenaJoined, arenaPieces } from './arena';
import { augmentedImages } from './augmentedImages';
import { conv2dBackpropFilter } from './conv2dBackpropFilter';
import { convolutionBlock } from './convolutionBlock';
import { convolutionInputGradient } from './convolutionInputGradient';
import { convolutionKernelGradient } from './convolutionKernelGradient';
import { counterNormal, counterUniform } from './counterRandom';
import { denseBlock } from './denseBlock';
import { denseInputGradient, denseKernelGradient } from './denseGradients';
import { embeddingRows } from './embeddingRows';
import { embeddingRowsGradient } from './embeddingRowsGradient';
import { gradientNorm } from './gradientNorm';
import { registerGradients } from './gradients';
import { normaliseRows, normaliseRowsGradient } from './normaliseRows';
import { pairTable } from './pairTable';
import { rowRank } from './rowRank';
import { sgdUpdate } from './sgdUpdate';
import { sigmoidBias } from './sigmoidBias';

let registered = false;

/** Registers the kernels; later calls do nothing. `@tensorflow/tfjs-backend-webgpu` comes first. */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  register('ConvolutionBlock', convolutionBlock);
  register('ConvolutionBlockInputGradient', convolutionInputGradient);
  register('ConvolutionBlockKernelGradient', convolutionKernelGradient);
  register('DenseBlock', denseBlock);
  register('DenseBlockInputGradient', denseInputGradient);
  register('DenseBlockKernelGradient', denseKernelGradient);
  register('EmbeddingRows', embeddingRows);
  register('EmbeddingRowsGradient', embeddingRowsGradient);
  register('NormaliseRows', normaliseRows);
  register('NormaliseRowsGradient', normaliseRowsGradient);
  register('AdamUpdate', adamUpdate);
  register('SgdUpdate', sgdUpdate);
  register('RowRank', rowRank);
  register('SigmoidBias', sigmoidBias);
  register('PairTable', pairTable);
  register('CounterUniform', counterUniform);
  register('CounterNormal', counterNormal);
  register('AugmentedImages', augmentedImages);
  register('GradientNorm', gradientNorm);
  register('ArenaPieces', arenaPieces);
  register('ArenaJoined', arenaJoined);
  const stock = tf.getKernel('Conv2DBackpropFilter', 'webgpu');
  tf.unregisterKernel('Conv2DBackpropFilter', 'webgpu');
  register('Conv2DBackpropFilter', conv2dBackpropFilter(stock.kernelFunc));
  registerGradients();
}

/** TensorFlow.js types every kernel's arguments alike, as open maps; ours say what they expect. */
const register = (kernelName: string, kernelFunc: (args: never) => ReturnType<KernelFunc>): void =>
  tf.registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernelFunc as KernelFunc });
