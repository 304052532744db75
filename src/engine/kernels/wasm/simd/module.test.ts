import { expect, test } from 'vitest';
import { uniform } from '../../../../parts/random.testing';
import { relativeError } from '../onWasm.testing';
import { SOURCES_HASH } from './binary';
import { binary, type PatchShape, type SimdModule } from './module';
import { hashOfSources } from './sources.mjs';

/** The module in a memory of its own that is full of random numbers. */
async function alone() {
  const memory = new WebAssembly.Memory({ initial: 16 });
  const floats = new Float32Array(memory.buffer);
  for (let i = 0; i < floats.length; i++) floats[i] = uniform(-0.5, 0.5);
  const { instance } = await WebAssembly.instantiate(binary(), { env: { memory } });
  return { simd: instance.exports as unknown as SimdModule, floats };
}

/** Addresses of room for inputs and outputs, far from each other and from the start. */
const [A, B, C, D, E, F, G] = [1, 2, 3, 4, 5, 6, 7].map((place) => place << 17) as [
  ...[number, number, number, number, number, number, number],
];

test('the binary was compiled from the sources beside it', () => {
  expect(SOURCES_HASH, 'run build.mjs').toBe(hashOfSources());
});

const PATCHES: PatchShape = [7, 5, 3, 4, 3, 3, 3, 2, 2, 1, 1];
const PATCH_FLOATS = 2 * 4 * 3 * 27;

/** Every function, with the address of each result and the floats it has. */
const CALLS: Record<string, [call: (simd: SimdModule) => void, ...results: [number, number][]]> = {
  pack: [(simd) => simd.pack(A, 11, 1, 7, 11, C), [C, 7 * 16]],
  'pack, transposed': [(simd) => simd.pack(A, 1, 7, 7, 11, C), [C, 7 * 16]],
  product: [(simd) => simd.product(A, 7, B, D, C, 13, 5, 13, 7, true), [C, 5 * 13]],
  addTransposedProduct: [
    (simd) => simd.addTransposedProduct(A, 7, B, 13, C, 13, 7, 13, 5),
    [C, 7 * 13],
  ],
  unfold: [(simd) => simd.unfold(A, 2, ...PATCHES, C), [C, PATCH_FLOATS]],
  addFolded: [(simd) => simd.addFolded(A, 2, ...PATCHES, C), [C, 2 * 7 * 5 * 3]],
  cut: [(simd) => simd.cut(A, B, C, 7), [C, 7]],
  addColumnSums: [(simd) => simd.addColumnSums(A, 3, 7, C), [C, 7]],
  rankRows: [(simd) => simd.rankRows(A, 3, 23, C), [C, 3 * 23]],
  adamUpdate: [
    (simd) => simd.adamUpdate(A, B, C, D, E, F, G, 7, 1e-3, 0.9, 0.999, 1e-8, 0, 0.9, 0.999),
    [E, 7],
    [F, 7],
    [G, 7],
  ],
  sgdUpdate: [(simd) => simd.sgdUpdate(A, B, C, D, E, 7, 1e-3, 0.9, 0, 1), [D, 7], [E, 7]],
  lengthOf: [(simd) => simd.lengthOf(A, 7, C), [C, 1]],
};

test.each(Object.entries(CALLS))('%s writes its result and nothing else', async (_, call) => {
  const [run, ...results] = call;
  const { simd, floats } = await alone();
  const before = floats.slice();
  run(simd);
  const isResult = (i: number) =>
    results.some(([address, size]) => i >= address / 4 && i < address / 4 + size);
  const changed = Array.from(floats.keys()).filter((i) => !Object.is(floats[i], before[i]));
  expect(changed.filter((i) => !isResult(i))).toEqual([]);
  expect(changed.length).toBeGreaterThan(0);
});

test('every function is tried above', async () => {
  const { simd } = await alone();
  const tried = new Set(Object.keys(CALLS).map((name) => name.split(',')[0]));
  expect(Object.keys(simd).sort()).toEqual([...tried].sort());
});

const randomSize = (most: number) => 1 + Math.floor(uniform(0, most));

test('products of random sizes equal those of plain loops', async () => {
  const { simd, floats } = await alone();
  for (let round = 0; round < 100; round++) {
    const [m, n, inner] = [randomSize(19), randomSize(35), randomSize(70)] as const;
    const a = (row: number, i: number) => floats[A / 4 + row * inner + i] as number;
    const b = (i: number, column: number) => floats[B / 4 + i * n + column] as number;
    const expected = Array.from({ length: m * n }, (_, cell) => {
      let sum = floats[D / 4 + (cell % n)] as number;
      for (let i = 0; i < inner; i++) sum += a(Math.floor(cell / n), i) * b(i, cell % n);
      return sum;
    });
    simd.pack(B, n, 1, inner, n, E);
    simd.product(A, inner, E, D, C, n, m, n, inner, false);
    const plain = Array.from(floats.subarray(C / 4, C / 4 + m * n));
    expect(relativeError(plain, expected), `${m}, ${n}, ${inner}`).toBeLessThan(1e-5);

    // The same from the left matrix's transpose, [inner, m], onto the bias in every row.
    for (let row = 0; row < m; row++) {
      for (let i = 0; i < inner; i++) floats[F / 4 + i * m + row] = a(row, i);
      floats.copyWithin(C / 4 + row * n, D / 4, D / 4 + n);
    }
    simd.addTransposedProduct(F, m, B, n, C, n, m, n, inner);
    const transposed = Array.from(floats.subarray(C / 4, C / 4 + m * n));
    expect(relativeError(transposed, expected), `${m}, ${n}, ${inner}`).toBeLessThan(1e-5);
  }
});
