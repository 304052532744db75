import type { TensorInfo } from '@tensorflow/tfjs-core';
import { blockGeometry, constantsOf } from './geometry';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `ConvolutionBlock`: relu(convolution + bias) in one dispatch. Images [batch, height, width, in],
 * kernel [height, width, in, out] and bias [out] give [batch, out height, out width, out]. A thread
 * sums one output pixel in four channels, or in one where four do not divide them; neighbours share
 * the pixel and read the kernel side by side.
 */
export function convolutionBlock({
  inputs: { images, kernel, bias },
  attrs,
  backend,
}: KernelArguments<'ConvolutionBlock'>): TensorInfo {
  const geometry = blockGeometry(images.shape, kernel.shape, attrs);
  const imageVector = vectorFor(geometry.inChannels);
  const vector = vectorFor(geometry.outChannels);
  const parts = widthOf(imageVector) === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const size = geometry.outShape.reduce((product, one) => product * one, 1);
  const [result] = run(backend, {
    name: 'ConvolutionBlock',
    inputs: { images: [images, imageVector], kernel: [kernel, vector], bias: [bias, vector] },
    outputs: { result: [geometry.outShape, vector] },
    size: { threads: size / widthOf(vector) },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_VECTORS = ${geometry.inChannels / widthOf(imageVector)};
      const VECTORS = ${geometry.outChannels / widthOf(vector)};`,
    body: `
      let vector = thread % VECTORS;
      let pixel = thread / VECTORS;
      let column = pixel % OUT_WIDTH * STRIDE_X - LEFT;
      let row = pixel / OUT_WIDTH % OUT_HEIGHT * STRIDE_Y - TOP;
      let image = pixel / (OUT_WIDTH * OUT_HEIGHT);
      var sum = bias[vector];
      for (var tapRow = 0; tapRow < TAP_ROWS; tapRow++) {
        let y = row + tapRow;
        if (y < 0 || y >= HEIGHT) { continue; }
        for (var tapColumn = 0; tapColumn < TAP_COLUMNS; tapColumn++) {
          let x = column + tapColumn;
          if (x < 0 || x >= WIDTH) { continue; }
          let start = ((image * HEIGHT + y) * WIDTH + x) * IMAGE_VECTORS;
          var tap = (tapRow * TAP_COLUMNS + tapColumn) * CHANNELS * VECTORS + vector;
          for (var i = 0; i < IMAGE_VECTORS; i++) {
            let value = images[start + i];
            ${parts.map((part, k) => `sum += value${part} * kernel[tap + ${k} * VECTORS];`).join('\n')}
            tap += ${parts.length} * VECTORS;
          }
        }
      }
      // Not max(): it may turn NaN into 0.
      result[thread] = select(sum, ${vector}(0), sum < ${vector}(0));`,
  });
  return result as TensorInfo;
}
