import type { BatchMatMulAttrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../../tensors/wasmInternals';
import { tf } from '../../../tf';
import { free, type StockKernelArguments, zeros } from '../heap';
import { addressOf, bytesOf, moduleOf, packed } from './module';

type Size = readonly [rows: number, columns: number];

/**
 * `tf.matMul` on wasm: every matrix of a batch, transposed or not, as it lies. Batches of unlike
 * shapes, both sides transposed, whole numbers and what does not fit go to `others`.
 */
export function simdMatMul(others: KernelFunc) {
  return (args: StockKernelArguments<'a' | 'b', BatchMatMulAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = args;
    const { a, b } = inputs;
    const { transposeA, transposeB } = attrs;
    const left = a.shape.slice(-2) as unknown as Size;
    const right = b.shape.slice(-2) as unknown as Size;
    const [m, inner] = turned(left, transposeA);
    const [rows, n] = turned(right, transposeB);
    const batch = a.shape.slice(0, -2);
    const isOurs =
      inner === rows &&
      !(transposeA && transposeB) &&
      a.dtype === 'float32' &&
      b.dtype === 'float32' &&
      tf.util.arraysEqual(batch, b.shape.slice(0, -2));
    if (!isOurs) return others({ inputs, attrs: { ...attrs }, backend }) as TensorInfo;
    const shape = [...batch, m, n];
    const products = transposeA ? zeros(backend, shape) : backend.makeOutput(shape, 'float32');
    for (let index = 0; index < tf.util.sizeFromShape(batch); index++) {
      const at = (tensor: TensorInfo, size: number) =>
        addressOf(backend, tensor) + bytesOf(index * size);
      const places = [at(a, m * inner), at(b, inner * n), at(products, m * n)] as const;
      if (transposeA) multiplyTransposed(backend, places, m, n, inner);
      else multiply(backend, places, m, n, inner, transposeB);
    }
    return products;
  };
}

const turned = ([rows, columns]: Size, isTransposed: boolean): Size =>
  isTransposed ? [columns, rows] : [rows, columns];

type Places = readonly [a: number, b: number, product: number];

function multiply(
  backend: WasmInternals,
  [a, b, product]: Places,
  m: number,
  n: number,
  inner: number,
  transposeB: boolean,
): void {
  const panels = packed(backend, b, transposeB ? [1, inner] : [n, 1], [inner, n]);
  const right = addressOf(backend, panels);
  moduleOf(backend).product(a, inner, right, 0, product, n, m, n, inner, false);
  free(backend, panels);
}

/** Rows summed at a time: they stay near the processor, and long sums lose fewer digits. */
const ROWS = 64;

function multiplyTransposed(
  backend: WasmInternals,
  [a, b, product]: Places,
  m: number,
  n: number,
  inner: number,
): void {
  for (let row = 0; row < inner; row += ROWS) {
    const left = a + bytesOf(row * m);
    const right = b + bytesOf(row * n);
    const rows = Math.min(ROWS, inner - row);
    moduleOf(backend).addTransposedProduct(left, m, right, n, product, n, m, n, rows);
  }
}
