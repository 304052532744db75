import type { Conv2DBackpropFilterAttrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';
import type { StockArguments } from '../kernel';
import { kernelGradient } from './convolutionKernelGradient';
import type { Shape4D } from './geometry';

/**
 * TensorFlow.js's gradient of a convolution by its filter, split over the batch: two dispatches of
 * many threads. The stock kernel has one thread for each weight, which goes through all pixels of
 * all images: 144 threads for 3x3 from 1 channel to 16. Channels first are left to it.
 */
export const conv2dBackpropFilter =
  (stock: KernelFunc) =>
  (args: StockArguments<'x' | 'dy', Conv2DBackpropFilterAttrs, WebgpuInternals>): TensorInfo => {
    const { inputs, attrs, backend } = args;
    if (attrs.dataFormat !== 'NHWC') return stock(args as never) as TensorInfo;
    const geometry = tf.backend_util.computeConv2DInfo(
      inputs.x.shape as Shape4D,
      attrs.filterShape,
      attrs.strides,
      1,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return kernelGradient(backend, geometry, inputs.x, inputs.dy)[0] as TensorInfo;
  };
