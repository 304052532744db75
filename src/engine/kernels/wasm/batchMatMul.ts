import type { BatchMatMulAttrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../tensors/wasmInternals';
import { tf } from '../../tf';
import { floatsOf, free, type StockKernelArguments, stockKernel } from './heap';

const transpose = stockKernel('Transpose');

/** Multiplications in one matrix of a batch from which handling it alone beats the slow path. */
const WORTHWHILE = 1 << 14;

/**
 * `tf.matMul` on wasm, wrapped around the stock kernel. That one is fast (25 GFLOP/s) for one pair
 * of matrices as they lie and ten times slower for transposed ones and for batches, so transposed
 * matrices are transposed first and larger matrices of a batch multiplied one by one. Where there is
 * SIMD, `simd/` does most of it.
 */
export function fastBatchMatMul(stock: KernelFunc) {
  const multiply = (backend: WasmInternals, a: TensorInfo, b: TensorInfo): TensorInfo =>
    stock({
      inputs: { a, b },
      attrs: { transposeA: false, transposeB: false },
      backend,
    }) as TensorInfo;

  return ({
    inputs: { a, b },
    attrs: { transposeA, transposeB },
    backend,
  }: StockKernelArguments<'a' | 'b', BatchMatMulAttrs>): TensorInfo => {
    const left = transposeA ? swapped(backend, a) : a;
    const right = transposeB ? swapped(backend, b) : b;
    const [rows, inner] = left.shape.slice(-2) as [number, number];
    const columns = right.shape.at(-1) as number;
    const batch = left.shape.slice(0, -2);
    const matrices = tf.util.sizeFromShape(batch);
    const sameBatch = tf.util.arraysEqual(batch, right.shape.slice(0, -2));
    const oneByOne =
      matrices > 1 &&
      left.dtype === 'float32' &&
      sameBatch &&
      right.shape.at(-2) === inner &&
      rows * inner * columns >= WORTHWHILE;
    const product = oneByOne
      ? multiplyEach(backend, multiply, left, right)
      : multiply(backend, left, right);
    if (transposeA) free(backend, left);
    if (transposeB) free(backend, right);
    return product;
  };
}

/** The matrices in the last two axes, transposed, as a tensor of its own. */
function swapped(backend: WasmInternals, x: TensorInfo): TensorInfo {
  const axes = x.shape.map((_, axis) => axis);
  return transpose(backend, { x }, { perm: [...axes.slice(0, -2), ...axes.slice(-2).reverse()] });
}

/** Multiplies each pair of a batch: [..., m, k] times [..., k, n] of the same leading axes. */
function multiplyEach(
  backend: WasmInternals,
  multiply: (backend: WasmInternals, a: TensorInfo, b: TensorInfo) => TensorInfo,
  a: TensorInfo,
  b: TensorInfo,
): TensorInfo {
  const [m, k] = a.shape.slice(-2) as [number, number];
  const n = b.shape.at(-1) as number;
  const batch = a.shape.slice(0, -2);
  const products = backend.makeOutput([...batch, m, n], 'float32');
  for (let index = 0; index < tf.util.sizeFromShape(batch); index++) {
    const left = matrixOf(backend, a, index, [m, k]);
    const right = matrixOf(backend, b, index, [k, n]);
    const product = multiply(backend, left, right);
    const [from, to] = floatsOf(backend, product, products);
    to.set(from, index * m * n);
    free(backend, left, right, product);
  }
  return products;
}

/** A copy of one matrix of a batch, as [1, rows, columns]: the SIMD path takes whole tensors. */
function matrixOf(
  backend: WasmInternals,
  batch: TensorInfo,
  index: number,
  [rows, columns]: readonly [number, number],
): TensorInfo {
  const matrix = backend.makeOutput([1, rows, columns], 'float32');
  const [from, to] = floatsOf(backend, batch, matrix);
  to.set(from.subarray(index * rows * columns, (index + 1) * rows * columns));
  return matrix;
}
