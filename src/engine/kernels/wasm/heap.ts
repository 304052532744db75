import type { NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelName } from '../../../parts/kernels';
import type { WasmInternals } from '../../tensors/wasmInternals';
import { tf } from '../../tf';
import type { OwnArguments, StockArguments } from '../kernel';

/**
 * What our wasm kernels share: typed views of the wasm heap, and the stock kernels they stand on.
 * Views die when the heap grows, which any allocation can make it do: allocate first, look after.
 */

/** What TensorFlow.js hands a kernel of our own. */
export type KernelArguments<N extends KernelName> = OwnArguments<N, WasmInternals>;

/** What it hands one that stands in for one of its own. */
export type StockKernelArguments<Input extends string, Attributes> = StockArguments<
  Input,
  Attributes,
  WasmInternals
>;

/** The floats of several tensors in the heap, valid until the next allocation. */
export function floatsOf<const T extends readonly TensorInfo[]>(
  backend: WasmInternals,
  ...tensors: T
): { [index in keyof T]: Float32Array } {
  // A tensor made on another backend moves here when it is first asked for, which allocates.
  for (const { dataId } of tensors) backend.dataIdMap.get(dataId);
  return tensors.map((tensor) => backend.typedArrayFromHeap(tensor)) as {
    [index in keyof T]: Float32Array;
  };
}

/** The same data under another shape of the same size; not a second owner of it. */
export const shaped = ({ dataId, dtype }: TensorInfo, shape: number[]): TensorInfo => ({
  dataId,
  dtype,
  shape,
});

/** Gives up intermediate results. */
export function free(backend: WasmInternals, ...tensors: TensorInfo[]): void {
  for (const { dataId } of tensors) backend.disposeData(dataId);
}

/** A new float tensor full of zeros; memory from the heap comes with whatever was there before. */
export function zeros(backend: WasmInternals, shape: number[]): TensorInfo {
  const result = backend.makeOutput(shape, 'float32');
  floatsOf(backend, result)[0].fill(0);
  return result;
}

/** A kernel of the package, called without the engine's bookkeeping: the caller owns the result. */
export type StockKernel = (
  backend: WasmInternals,
  inputs: NamedTensorInfoMap,
  attrs?: NamedAttrMap,
) => TensorInfo;

/** Finds a stock kernel when it is called, because others may replace it in the meantime. */
export const stockKernel =
  (name: string): StockKernel =>
  (backend, inputs, attrs = {}) => {
    const kernel = tf.getKernel(name, 'wasm');
    return kernel.kernelFunc({ inputs, attrs, backend }) as TensorInfo;
  };

const batchMatMul = stockKernel('BatchMatMul');

/**
 * a [m, k] times b [k, n], as [m, n], on the SIMD path (10 to 25 GFLOP/s on one core). The right
 * matrix is packed anew for every new tensor, at about 3 ns a value: put the smaller one there.
 */
export function matrixProduct(
  backend: WasmInternals,
  a: TensorInfo,
  b: TensorInfo,
  [m, k, n]: readonly [number, number, number],
): TensorInfo {
  const inputs = { a: shaped(a, [1, m, k]), b: shaped(b, [1, k, n]) };
  return shaped(batchMatMul(backend, inputs, { transposeA: false, transposeB: false }), [m, n]);
}
