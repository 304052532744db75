import type { TensorInfo } from '@tensorflow/tfjs-core';
import { blockGeometry, constantsOf } from './geometry';
import { type KernelArguments, laneOf, run, widthOf } from './program';

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
  const imageLane = laneOf(geometry.inChannels);
  const lane = laneOf(geometry.outChannels);
  const parts = widthOf(imageLane) === 4 ? ['.x', '.y', '.z', '.w'] : [''];
  const size = geometry.outShape.reduce((product, one) => product * one, 1);
  const [result] = run(backend, {
    name: 'ConvolutionBlock',
    inputs: { images: [images, imageLane], kernel: [kernel, lane], bias: [bias, lane] },
    outputs: { result: [geometry.outShape, lane] },
    size: { threads: size / widthOf(lane) },
    declarations: `
      ${constantsOf(geometry)}
      const IMAGE_LANES = ${geometry.inChannels / widthOf(imageLane)};
      const LANES = ${geometry.outChannels / widthOf(lane)};`,
    body: `
      let lane = thread % LANES;
      let pixel = thread / LANES;
      let column = pixel % OUT_WIDTH * STRIDE_X - LEFT;
      let row = pixel / OUT_WIDTH % OUT_HEIGHT * STRIDE_Y - TOP;
      let image = pixel / (OUT_WIDTH * OUT_HEIGHT);
      var sum = bias[lane];
      for (var tapRow = 0; tapRow < TAP_ROWS; tapRow++) {
        let y = row + tapRow;
        if (y < 0 || y >= HEIGHT) { continue; }
        for (var tapColumn = 0; tapColumn < TAP_COLUMNS; tapColumn++) {
          let x = column + tapColumn;
          if (x < 0 || x >= WIDTH) { continue; }
          let start = ((image * HEIGHT + y) * WIDTH + x) * IMAGE_LANES;
          var tap = (tapRow * TAP_COLUMNS + tapColumn) * CHANNELS * LANES + lane;
          for (var i = 0; i < IMAGE_LANES; i++) {
            let value = images[start + i];
            ${parts.map((part, k) => `sum += value${part} * kernel[tap + ${k} * LANES];`).join('\n')}
            tap += ${parts.length} * LANES;
          }
        }
      }
      // Not max(): it may turn NaN into 0.
      result[thread] = select(sum, ${lane}(0), sum < ${lane}(0));`,
  });
  return result as TensorInfo;
}
