import type { backend_util, Conv2DBackpropFilterAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import { geometryOf } from './convolution';
import { floatsOf, free, matrixProduct, type StockKernelArguments, shaped, zeros } from './heap';

/** Floats unfolded at a time: 2 MB stays near the cache, and the wasm heap never shrinks. */
const CHUNK = 512 * 1024;

/**
 * Gradient of a convolution by its filter: x [batch, height, width, in] and dy [batch, out height,
 * out width, out] give [filter height, filter width, in, out].
 *
 *   dFilter = unfold(x)^T dy
 *
 * where a row of `unfold(x)^T` holds, for one filter tap and channel, the value under it at every
 * output pixel. A few images at a time, summed up. Channels last only, no dilation, as everywhere
 * in TensorFlow.js's gradient of a convolution. Where there is SIMD, `simd/` replaces it.
 */
export function conv2dBackpropFilter({
  inputs: { x, dy },
  attrs,
  backend,
}: StockKernelArguments<'x' | 'dy', Conv2DBackpropFilterAttrs>): TensorInfo {
  const { filterShape } = attrs;
  const geometry = geometryOf(x.shape, filterShape, attrs);
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = geometry;
  const taps = geometry.filterHeight * geometry.filterWidth * inChannels;
  const pixels = outHeight * outWidth;
  const imageSize = inHeight * inWidth * inChannels;
  const fitting = Math.max(1, Math.floor(CHUNK / (pixels * taps)));
  const perChunk = Math.min(batchSize, fitting);

  const sum = zeros(backend, filterShape);
  const unfolded = backend.makeOutput([taps, perChunk * pixels], 'float32');
  for (let start = 0; start < batchSize; start += perChunk) {
    const images = Math.min(perChunk, batchSize - start);
    const columns = images * pixels;
    const [from, to] = floatsOf(backend, x, unfolded);
    const these = from.subarray(start * imageSize, (start + images) * imageSize);
    unfold(these, images, geometry, to.subarray(0, taps * columns));

    const whole = images === batchSize;
    const gradient = whole ? dy : backend.makeOutput([columns, outChannels], 'float32');
    if (!whole) {
      const [all, some] = floatsOf(backend, dy, gradient);
      const first = start * pixels * outChannels;
      some.set(all.subarray(first, first + some.length));
    }
    const rows = shaped(unfolded, [taps, columns]);
    const product = matrixProduct(backend, rows, gradient, [taps, columns, outChannels]);
    const [total, part] = floatsOf(backend, sum, product);
    for (let i = 0; i < total.length; i++) total[i] = (total[i] as number) + (part[i] as number);
    free(backend, product);
    if (!whole) free(backend, gradient);
  }
  free(backend, unfolded);
  return sum;
}

/** Fills `to` [taps, images * out height * out width] from images [images, height, width, in]. */
function unfold(
  from: Float32Array,
  images: number,
  geometry: backend_util.Conv2DInfo,
  to: Float32Array,
): void {
  const { inHeight, inWidth, inChannels, filterHeight, filterWidth } = geometry;
  const { outHeight, outWidth, strideHeight, strideWidth, padInfo } = geometry;
  const columns = images * outHeight * outWidth;
  const stride = strideWidth * inChannels;
  to.fill(0);
  for (let tapY = 0; tapY < filterHeight; tapY++) {
    for (let tapX = 0; tapX < filterWidth; tapX++) {
      const firstRow = (tapY * filterWidth + tapX) * inChannels;
      // The output pixels whose tap lies inside the image; the others stay zero.
      const shift = tapX - padInfo.left;
      const first = Math.max(0, Math.ceil(-shift / strideWidth));
      const end = Math.min(outWidth, Math.floor((inWidth - 1 - shift) / strideWidth) + 1);
      for (let line = 0; line < images * outHeight; line++) {
        const image = Math.floor(line / outHeight);
        const y = (line % outHeight) * strideHeight - padInfo.top + tapY;
        if (y < 0 || y >= inHeight) continue;
        const start = ((image * inHeight + y) * inWidth + first * strideWidth + shift) * inChannels;
        for (let channel = 0; channel < inChannels; channel++) {
          const row = (firstRow + channel) * columns + line * outWidth;
          let source = start + channel;
          for (let target = row + first; target < row + end; target++, source += stride) {
            to[target] = from[source] as number;
          }
        }
      }
    }
  }
}
