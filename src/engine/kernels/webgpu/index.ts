/**
 * Kernels that make a training step short on WebGPU: fewer dispatches, and none that leave a GPU
 * idle. Parts ask for them by name and compose plain ops where there is none.
 */
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';
import type { KernelsOn } from '../kernel';
import { registerKernels, wrapKernel } from '../register';
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
import { normaliseRows, normaliseRowsGradient } from './normaliseRows';
import { pairTable } from './pairTable';
import { rowRank } from './rowRank';
import { sgdUpdate } from './sgdUpdate';
import { sigmoidBias } from './sigmoidBias';

/** One for every name in the table of the parts, or this does not compile. */
export const webgpuKernels: KernelsOn<WebgpuInternals> = {
  ConvolutionBlock: convolutionBlock,
  ConvolutionBlockInputGradient: convolutionInputGradient,
  ConvolutionBlockKernelGradient: convolutionKernelGradient,
  DenseBlock: denseBlock,
  DenseBlockInputGradient: denseInputGradient,
  DenseBlockKernelGradient: denseKernelGradient,
  EmbeddingRows: embeddingRows,
  EmbeddingRowsGradient: embeddingRowsGradient,
  NormaliseRows: normaliseRows,
  NormaliseRowsGradient: normaliseRowsGradient,
  AdamUpdate: adamUpdate,
  SgdUpdate: sgdUpdate,
  RowRank: rowRank,
  SigmoidBias: sigmoidBias,
  PairTable: pairTable,
  CounterUniform: counterUniform,
  CounterNormal: counterNormal,
  AugmentedImages: augmentedImages,
  GradientNorm: gradientNorm,
  ArenaPieces: arenaPieces,
  ArenaJoined: arenaJoined,
};

let registered = false;

/** Registers the kernels; later calls do nothing. `@tensorflow/tfjs-backend-webgpu` comes first. */
export function registerWebgpuKernels(): void {
  if (registered) return;
  registered = true;
  registerKernels('webgpu', webgpuKernels);
  wrapKernel('webgpu', tf.Conv2DBackpropFilter, conv2dBackpropFilter);
}
