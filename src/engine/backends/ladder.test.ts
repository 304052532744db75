import { afterEach, expect, test } from 'vitest';
import { type OpenBackend, type OpenOptions, openBackend } from './ladder.ts';
import { tf } from './tf.ts';

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
