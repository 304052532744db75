import type { TensorInfo } from '@tensorflow/tfjs-core';
import { memoryOf, type WasmInternals } from '../../../tensors/wasmInternals';
import { BINARY } from './binary';

/** Height, width, channels, out height, out width, tap rows, tap columns, strides, padding before. */
export type PatchShape = readonly [
  height: number,
  width: number,
  channels: number,
  outHeight: number,
  outWidth: number,
  tapRows: number,
  tapColumns: number,
  strideY: number,
  strideX: number,
  top: number,
  left: number,
];

/** A matrix in row order: its address, and the distance of two rows in floats. */
type Matrix = readonly [address: number, stride: number];

/**
 * A WebAssembly module of our own that computes in the heap of TensorFlow.js: products of matrices,
 * patches of images, passes over rows. The C sources beside this file say what each function does;
 * where they have a pointer, it is given an address in the heap, in bytes, or 0 for none.
 */
export interface SimdModule {
  pack(
    from: number,
    rowStride: number,
    columnStride: number,
    rows: number,
    columns: number,
    to: number,
  ): void;
  product(
    ...args: [
      ...a: Matrix,
      packed: number,
      bias: number,
      ...c: Matrix,
      m: number,
      n: number,
      inner: number,
      relu: boolean,
    ]
  ): void;
  addTransposedProduct(
    ...args: [...a: Matrix, ...b: Matrix, ...c: Matrix, m: number, n: number, inner: number]
  ): void;
  unfold(images: number, count: number, ...args: [...PatchShape, patches: number]): void;
  addFolded(patches: number, count: number, ...args: [...PatchShape, images: number]): void;
  cut(slope: number, result: number, to: number, count: number): void;
  addColumnSums(from: number, rows: number, columns: number, sums: number): void;
  rankRows(scores: number, rows: number, columns: number, ranks: number): void;
  adamUpdate(...args: number[]): void;
  sgdUpdate(...args: number[]): void;
  lengthOf(from: number, count: number, to: number): void;
}

const linked = new WeakMap<WasmInternals, SimdModule>();

/**
 * Lets the module compute in the heap of this backend. false where it can't: no SIMD, or a package
 * that hides its heap. It has no data and no stack, so it never writes where it was not told to.
 */
export async function link(backend: WasmInternals): Promise<boolean> {
  const memory = memoryOf(backend);
  if (!memory) return false;
  try {
    const module = await WebAssembly.compile(binary());
    const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
    linked.set(backend, exports as unknown as SimdModule);
    return true;
  } catch {
    return false;
  }
}

/** What WebAssembly compiles. */
export const binary = () => Uint8Array.from(atob(BINARY), (letter) => letter.charCodeAt(0));

/** The module in the heap of this backend, which must be linked. */
export const moduleOf = (backend: WasmInternals): SimdModule => linked.get(backend) as SimdModule;

/**
 * Where a tensor lies in the heap, in bytes. Unlike a view it stays true when the heap grows. A
 * tensor made on another backend moves here when it is first asked for.
 */
export const addressOf = (backend: WasmInternals, { dataId }: TensorInfo): number =>
  backend.dataIdMap.get(dataId).memoryOffset;

/** Bytes of so many floats. */
export const bytesOf = (floats: number): number => 4 * floats;

/** Room for so many floats, with whatever was there before. The caller frees it. */
export const scratch = (backend: WasmInternals, floats: number): TensorInfo =>
  backend.makeOutput([floats], 'float32');

const PANEL = 8;

/** A matrix of any two strides at an address, packed as the right side of `product`. */
export function packed(
  backend: WasmInternals,
  address: number,
  [rowStride, columnStride]: readonly [number, number],
  [rows, columns]: readonly [number, number],
): TensorInfo {
  const panels = scratch(backend, Math.ceil(columns / PANEL) * PANEL * rows);
  const to = addressOf(backend, panels);
  moduleOf(backend).pack(address, rowStride, columnStride, rows, columns, to);
  return panels;
}
