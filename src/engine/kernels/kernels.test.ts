import '@tensorflow/tfjs-backend-webgpu';
import { expect, test } from 'vitest';
import { hasKernel, runKernel } from '../../parts/kernels';
import { openInNode } from '../run/inNode.testing';
import { tf } from '../tf';
import { registerKernels } from './register';
import { registerWebgpuKernels, webgpuKernels } from './webgpu';
import { rowRank } from './webgpu/rowRank';

/** Never called: it is the compiler that tries it. */
function mistakes(scores: tf.Tensor3D, rows: tf.Tensor2D) {
  // @ts-expect-error there is no kernel of that name
  hasKernel(tf, 'RowRanks');
  // @ts-expect-error it has another input
  runKernel(tf, 'RowRank', { rows: scores });
  // @ts-expect-error it lacks an input
  runKernel(tf, 'EmbeddingRows', { tokens: rows });
  // @ts-expect-error it is not told whether to apply a ReLU
  runKernel(tf, 'DenseBlock', { rows, kernel: rows, bias: rows });
  // @ts-expect-error it takes no attributes
  runKernel(tf, 'RowRank', { scores }, { descending: true });
  // @ts-expect-error it gives one tensor
  runKernel(tf, 'RowRank', { scores })[0].dispose();
  // @ts-expect-error nobody asks for a kernel of that name
  registerKernels('webgpu', { RowRanks: rowRank });
  // @ts-expect-error the backend is another
  registerKernels('wasm', { RowRank: rowRank });
  // @ts-expect-error it takes and gives something else
  registerKernels('webgpu', { AdamUpdate: rowRank });
  const { RowRank: _, ...others } = webgpuKernels;
  // @ts-expect-error one is missing
  const all: typeof webgpuKernels = others;
  return all;
}

test('a misspelt name, a wrong input or a kernel that is missing does not compile', () => {
  expect(mistakes).toBeTypeOf('function');
});

/** Names of the kernels on a backend that TensorFlow.js does not know. */
const ownOn = (backendName: string): string[] =>
  tf
    .getKernelsForBackend(backendName)
    .map(({ kernelName }) => kernelName)
    .filter((name) => !(name in tf));

test('every kernel in the table is on a backend, and every one of ours is in the table', async () => {
  registerWebgpuKernels();
  for (const forced of ['wasm', 'cpu'] as const) await openInNode(forced);
  const table = Object.keys(webgpuKernels).sort();
  expect(ownOn('webgpu').sort()).toEqual(table);
  for (const backendName of ['wasm', 'cpu']) {
    expect(ownOn(backendName)).not.toEqual([]);
    expect(table).toEqual(expect.arrayContaining(ownOn(backendName)));
  }
});

const sources = import.meta.glob<string>(
  ['../../**/*.{ts,tsx}', '!../../**/*.test.ts', '!../../**/*.testing.ts'],
  { query: '?raw', import: 'default', eager: true },
);

test('no other file asks for kernels or registers them by bare strings', () => {
  const direct = /\.(runKernel|getKernel|registerKernel|unregisterKernel|registerGradient)\(/;
  const files = Object.entries(sources).flatMap(([file, text]) =>
    direct.test(text) ? [file] : [],
  );
  expect(files.sort()).toEqual([
    '../../parts/kernels.ts',
    './gradients.ts',
    './register.ts',
    './wasm/heap.ts',
  ]);
});
