import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { tf } from '../tf';
import { type OpenBackend, type OpenOptions, openBackend } from './ladder';

const wasmFiles = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/';

let opened: OpenBackend | undefined;
const open = async (options: Partial<OpenOptions> = {}): Promise<OpenBackend> => {
  opened = await openBackend({ wasmFiles, ...options });
  return opened;
};

afterEach(() => {
  opened?.close();
  opened = undefined;
});

test('a machine without WebGPU and WebGL trains on wasm and is told why', async () => {
  const { name, adapter, reason } = await open();
  expect(name).toBe('wasm');
  expect(adapter).toBe('1 thread, SIMD');
  expect(reason).toBe(
    'Training on the processor through WebAssembly, because WebGPU is not available here, and WebGL is not available here.',
  );
  expect(tf.getBackend()).toBe('wasm');
});

test('plain JavaScript can be chosen', async () => {
  const { name, reason } = await open({ forced: 'cpu' });
  expect(name).toBe('cpu');
  expect(reason).toBe('Training in plain JavaScript, slowly, as chosen.');
  expect(Array.from(await tf.matMul([[1, 2]], [[3], [4]]).data())).toEqual([11]);
});

test('a choice that cannot be had falls down the ladder and says so', async () => {
  const { name, reason } = await open({ forced: 'webgl' });
  expect(name).toBe('wasm');
  expect(reason).toBe(
    'WebGL was chosen, but this trains on the processor through WebAssembly, because WebGL is not available here.',
  );
});

test('each rung is announced before it is tried', async () => {
  const onProgress = vi.fn();
  await open({ onProgress });
  expect(onProgress.mock.calls.flat()).toEqual([
    'Trying to train on the GPU through WebGPU',
    'Trying to train on the GPU through WebGL',
    'Trying to train on the processor through WebAssembly',
  ]);
});

test('a closed backend can be opened again', async () => {
  for (let round = 0; round < 2; round++) {
    const { close } = await open();
    expect(Array.from(await tf.matMul([[1, 2]], [[3], [4]]).data())).toEqual([11]);
    close();
  }
});

test('without the wasm files it is plain JavaScript, until they are there', async () => {
  const folder = `${mkdtempSync(join(tmpdir(), 'wasm-'))}/`;
  const { name, reason, close } = await open({ forced: 'wasm', wasmFiles: folder });
  expect(name).toBe('cpu');
  expect(reason).toBe(
    'WebAssembly was chosen, but this trains in plain JavaScript, slowly, because WebAssembly could not be loaded.',
  );
  close();
  for (const file of ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm']) {
    copyFileSync(wasmFiles + file, folder + file);
  }
  expect((await open({ wasmFiles: folder })).name).toBe('wasm');
});
