import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Tf } from './part';

/**
 * Kernels of our own: what each takes and gives. A kernel does in a few dispatches, or in one pass,
 * what else takes many ops. No backend has to have any: whoever calls one asks `hasKernel` first and
 * composes TensorFlow.js ops where there is none, to equal results. Callers and the kernels of all
 * backends are checked against this table; `src/engine/kernels/README.md` says how to add one.
 */
export interface OwnKernels {
  /**
   * relu(convolution + bias), padded as TensorFlow's 'same': images [batch, height, width, in], kernel
   * [height, width, in, out] and bias [out] give [batch, out height, out width, out].
   */
  ConvolutionBlock: {
    inputs: { images: Tensor4D; kernel: Tensor4D; bias: Tensor };
    attributes: { stride: number };
    result: Tensor4D;
  };
  /** Gradients of it by kernel and bias, from the slope of its result, and the result itself. */
  ConvolutionBlockKernelGradient: {
    inputs: { images: Tensor; slope: Tensor; result: Tensor };
    attributes: { stride: number; kernelShape: readonly number[] };
    result: [byKernel: Tensor, byBias: Tensor];
  };
  /** Its gradient by the images. */
  ConvolutionBlockInputGradient: {
    inputs: { kernel: Tensor; slope: Tensor; result: Tensor };
    attributes: { stride: number; imagesShape: readonly number[] };
    result: Tensor;
  };

  /** Rows [N, in] times kernel [in, out] plus bias [out], through a ReLU or not, [N, out]. */
  DenseBlock: {
    inputs: { rows: Tensor2D; kernel: Tensor2D; bias: Tensor };
    attributes: { relu: boolean };
    result: Tensor2D;
  };
  /** Gradients of it by kernel and bias, from the slope of its result, and the result itself. */
  DenseBlockKernelGradient: {
    inputs: { rows: Tensor; slope: Tensor; result: Tensor };
    attributes: { relu: boolean };
    result: [byKernel: Tensor, byBias: Tensor];
  };
  /** Its gradient by the rows. */
  DenseBlockInputGradient: {
    inputs: { kernel: Tensor; slope: Tensor; result: Tensor };
    attributes: { relu: boolean };
    result: Tensor;
  };

  /**
   * The row of a table [words, width] for each token, [tokens, width]. Tokens are whole numbers as
   * floats, of any shape; 0, which pads, and what is no word give zeros.
   */
  EmbeddingRows: { inputs: { tokens: Tensor; table: Tensor2D }; result: Tensor2D };
  /** Its gradient by the table, [words, width], from the slope of the rows, [tokens, width]. */
  EmbeddingRowsGradient: {
    inputs: { tokens: Tensor; slope: Tensor };
    attributes: { words: number };
    result: Tensor;
  };

  /** x / sqrt(|x|^2 + 1e-12) for every row x of [N, d]. */
  NormaliseRows: { inputs: { rows: Tensor2D }; result: Tensor2D };
  /** Its gradient by the rows, from the slope of its result, [N, d]. */
  NormaliseRowsGradient: { inputs: { rows: Tensor; slope: Tensor }; result: Tensor };

  /**
   * One step of Adam on all weights end to end, [weights] each: new weights, mean, square, power1 and
   * power2. `power1` and `power2` are beta1 and beta2 to the number of steps done. The old ones stay.
   */
  AdamUpdate: {
    inputs: Record<'weights' | 'gradient' | 'mean' | 'square', Tensor1D> &
      Record<'power1' | 'power2', Scalar> &
      Record<'learningRate' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', Scalar>;
    result: [Tensor1D, Tensor1D, Tensor1D, Scalar, Scalar];
  };
  /** One step of gradient descent with momentum, likewise: new weights and speed. */
  SgdUpdate: {
    inputs: Record<'weights' | 'gradient' | 'speed', Tensor1D> &
      Record<'learningRate' | 'momentum' | 'weightDecay', Scalar>;
    attributes: { nesterov: boolean };
    result: [Tensor1D, Tensor1D];
  };
  /** Length of a gradient; a huge finite number if a number in it is NaN or infinite. */
  GradientNorm: { inputs: { gradient: Tensor1D }; result: Scalar };

  /** The arena, [weights], cut into arrays of these shapes, which lie in it one after the other. */
  ArenaPieces: {
    inputs: { arena: Tensor1D };
    attributes: { shapes: readonly (readonly number[])[] };
    result: Tensor[];
  };
  /** Arrays end to end, [weights]: the reverse. */
  ArenaJoined: { inputs: readonly Tensor[]; result: Tensor1D };

  /** Rank of each score in its row (last axis), 0 for the largest, ties to the lower index. */
  RowRank: { inputs: { scores: Tensor3D }; result: Tensor3D };
  /** The bias at which the sigmoid loss of these pairs is least; `sigmoidBias` says more. */
  SigmoidBias: {
    inputs: Record<'positives' | 'valid' | 'negatives' | 'weights', Tensor2D>;
    result: Scalar;
  };
  /**
   * Where the pairs of a batch lie, as one row of counts and sums. N anchors, C candidates, Q positives:
   * similarity, eligible, allowed, sameClass, pushes [N, C]; weights [N, Q, C]; positive, valid
   * [N, Q]; edges [2, bins - 1]: the least cosine of every bin but the first, on two axes.
   */
  PairTable: {
    inputs: Record<'similarity' | 'eligible' | 'allowed' | 'sameClass' | 'pushes', Tensor> &
      Record<'weights' | 'positive' | 'valid' | 'edges', Tensor>;
    result: Tensor;
  };

  /** Uniform on [0, 1), of that shape, from the stream under a key, [1]. */
  CounterUniform: {
    inputs: { key: Tensor };
    attributes: { shape: readonly number[] };
    result: Tensor;
  };
  /** The same, standard normal. */
  CounterNormal: {
    inputs: { key: Tensor };
    attributes: { shape: readonly number[] };
    result: Tensor;
  };
  /**
   * Images under a random affine map, brightness and noise, [N, height, width, channels]. `strengths`
   * [7] are rotation, stretch, crop, shear, shift, brightness and noise; `keys` [2] name the streams of
   * the draws and of the noise.
   */
  AugmentedImages: {
    inputs: { images: Tensor4D; strengths: Tensor; keys: Tensor };
    result: Tensor4D;
  };
}

export type KernelName = keyof OwnKernels;

/** What a kernel is told besides its inputs: numbers and shapes that the recipe fixes. */
export type AttributesOf<N extends KernelName> = OwnKernels[N] extends { attributes: infer A }
  ? A
  : undefined;

type Told<N extends KernelName> =
  AttributesOf<N> extends undefined ? [] : [attributes: AttributesOf<N>];

/** Whether the backend in use has a kernel. */
export const hasKernel = (tf: Tf, name: KernelName): boolean =>
  tf.getKernel(name, tf.getBackend()) !== undefined;

/** What a kernel gives. @throws Error if the backend in use has none of that name */
export const runKernel = <N extends KernelName>(
  tf: Tf,
  name: N,
  inputs: OwnKernels[N]['inputs'],
  ...[attributes]: Told<N>
): OwnKernels[N]['result'] =>
  tf.engine().runKernel(name, inputs as never, attributes as never) as OwnKernels[N]['result'];
