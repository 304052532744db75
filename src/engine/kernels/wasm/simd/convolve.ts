import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../../tensors/wasmInternals';
import { free, zeros } from '../heap';
import { addressOf, bytesOf, moduleOf, packed, scratch } from './module';
import { patchLayout } from './patches';

type Geometry = backend_util.Conv2DInfo;

/**
 * A convolution of images [batch, height, width, in] by a kernel [height, width, in, out], plus a
 * bias [out], through a ReLU if wanted: patches times kernel, a few images at a time.
 */
export function convolve(
  backend: WasmInternals,
  geometry: Geometry,
  { images, kernel, bias }: Readonly<Record<'images' | 'kernel' | 'bias', TensorInfo>>,
  relu: boolean,
): TensorInfo {
  const { unfold, product } = moduleOf(backend);
  const { shape, pixels, taps, imageSize, filters, isPlain, most, pieces } = patchLayout(geometry);
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  const result = backend.makeOutput(geometry.outShape, 'float32');
  const panels = packed(backend, at(kernel), [filters, 1], [taps, filters]);
  const patches = scratch(backend, isPlain ? 0 : most * pixels * taps);
  for (const { start, count } of pieces) {
    const from = at(images) + bytesOf(start * imageSize);
    if (!isPlain) unfold(from, count, ...shape, at(patches));
    const left = isPlain ? from : at(patches);
    const to = at(result) + bytesOf(start * pixels * filters);
    const rows = count * pixels;
    product(left, taps, at(panels), at(bias), to, filters, rows, filters, taps, relu);
  }
  free(backend, panels, patches);
  return result;
}

/**
 * The gradients of a convolution by kernel and bias, from the slope of its result. Where `result` is
 * given, the convolution went through a ReLU, and what that cut has no slope.
 */
export function kernelGradient(
  backend: WasmInternals,
  geometry: Geometry,
  { images, slope }: Readonly<Record<'images' | 'slope', TensorInfo>>,
  result?: TensorInfo,
): [byKernel: TensorInfo, byBias: TensorInfo] {
  const { unfold, addTransposedProduct, addColumnSums } = moduleOf(backend);
  const { shape, pixels, taps, imageSize, filters, isPlain, most, pieces } = patchLayout(geometry);
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  const byKernel = zeros(backend, geometry.filterShape);
  const byBias = zeros(backend, [filters]);
  const patches = scratch(backend, isPlain ? 0 : most * pixels * taps);
  const slopes = slopesOf(backend, slope, result, most * pixels * filters);
  for (const { start, count } of pieces) {
    const from = at(images) + bytesOf(start * imageSize);
    if (!isPlain) unfold(from, count, ...shape, at(patches));
    const left = isPlain ? from : at(patches);
    const rows = count * pixels;
    const right = slopes.some(start * pixels * filters, rows * filters);
    const to = at(byKernel);
    addTransposedProduct(left, taps, right, filters, to, filters, taps, filters, rows);
    addColumnSums(right, rows, filters, at(byBias));
  }
  free(backend, patches);
  slopes.free();
  return [byKernel, byBias];
}

/**
 * The gradient of a convolution by its images: slope times the kernel's transpose gives the slope
 * of every patch, which is added to the pixels the patch came from. `result` as above.
 */
export function inputGradient(
  backend: WasmInternals,
  geometry: Geometry,
  { slope, kernel }: Readonly<Record<'slope' | 'kernel', TensorInfo>>,
  result?: TensorInfo,
): TensorInfo {
  const { addFolded, product } = moduleOf(backend);
  const { shape, pixels, taps, imageSize, filters, isPlain, most, pieces } = patchLayout(geometry);
  const at = (tensor: TensorInfo) => addressOf(backend, tensor);
  const gradient = isPlain
    ? backend.makeOutput(geometry.inShape, 'float32')
    : zeros(backend, geometry.inShape);
  const panels = packed(backend, at(kernel), [1, filters], [filters, taps]);
  const patches = scratch(backend, isPlain ? 0 : most * pixels * taps);
  const slopes = slopesOf(backend, slope, result, most * pixels * filters);
  for (const { start, count } of pieces) {
    const rows = count * pixels;
    const left = slopes.some(start * pixels * filters, rows * filters);
    const images = at(gradient) + bytesOf(start * imageSize);
    const to = isPlain ? images : at(patches);
    product(left, filters, at(panels), 0, to, taps, rows, taps, filters, false);
    if (!isPlain) addFolded(to, count, ...shape, images);
  }
  free(backend, panels, patches);
  slopes.free();
  return gradient;
}

/** Addresses of slopes a piece at a time, without those of what a ReLU cut. */
function slopesOf(
  backend: WasmInternals,
  slope: TensorInfo,
  result: TensorInfo | undefined,
  most: number,
) {
  const own = result && scratch(backend, most);
  return {
    some(start: number, count: number): number {
      const from = addressOf(backend, slope) + bytesOf(start);
      if (!own) return from;
      const to = addressOf(backend, own);
      moduleOf(backend).cut(from, addressOf(backend, result) + bytesOf(start), to, count);
      return to;
    },
    free: () => own && free(backend, own),
  };
}
