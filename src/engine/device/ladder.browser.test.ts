import { afterEach, expect, test, vi } from 'vitest';
import { tf } from '../tf';
import { type OpenBackend, type OpenOptions, openBackend } from './ladder';
import { wasmFiles } from './wasmFiles';

let opened: OpenBackend | undefined;
const open = async (options: Partial<OpenOptions> = {}): Promise<OpenBackend> => {
  opened = await openBackend({ wasmFiles, ...options });
  return opened;
};

afterEach(() => {
  opened?.close();
  opened = undefined;
});

/** One step of gradient descent on eight 8x8 images: the loss before it and after it. */
async function lossesAroundOneStep(): Promise<[number, number]> {
  const images = tf.randomNormal([8, 8, 8, 1], 0, 1, 'float32', 3);
  const filter = tf.variable(tf.randomNormal([3, 3, 1, 4], 0, 0.3, 'float32', 7));
  const loss = () =>
    tf.mean(tf.square(tf.sub(tf.relu(tf.conv2d(images as never, filter as never, 2, 'same')), 1)));
  const before = tf.train.sgd(0.1).minimize(loss as never, true, [filter]);
  const after = loss();
  return [Number(await before?.array()), Number(await after.array())];
}

const product = async () => Array.from(await tf.matMul([[1, 2]], [[3], [4]]).data());

test('a browser with software GPUs only trains on wasm, and the reason names them', async () => {
  const { name, adapter, reason } = await open();
  expect(name).toBe('wasm');
  expect(adapter).toBe('1 thread, SIMD');
  expect(reason).toMatch(/WebGPU offers only software \(.*swiftshader.*\)/i);
  expect(reason).toMatch(/WebGL/);
  const [before, after] = await lossesAroundOneStep();
  expect(after).toBeLessThan(before);
});

test('an adapter that refuses a device is passed over, and the reason says so', async () => {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = () => Promise.reject(new Error('no device for you'));
  try {
    const backend = await open({ forced: 'webgpu' });
    expect(backend.name).not.toBe('webgpu');
    expect(backend.reason).toContain('no device for you');
  } finally {
    GPUAdapter.prototype.requestDevice = requestDevice;
  }
});

test('WebGPU can be chosen on a software adapter and trains', async () => {
  const { name, adapter, reason, device } = await open({ forced: 'webgpu' });
  expect(name).toBe('webgpu');
  expect(adapter).toMatch(/swiftshader.*\(software\)/i);
  expect(reason).toBe(
    'Training through WebGPU on software that imitates a GPU, slowly, as chosen.',
  );
  expect(device?.limits.maxStorageBuffersPerShaderStage).toBe(10);
  const [before, after] = await lossesAroundOneStep();
  expect(after).toBeLessThan(before);
});

test('WebGL can be chosen on a software renderer and trains', async () => {
  const { name, adapter, reason } = await open({ forced: 'webgl' });
  expect(name).toBe('webgl');
  expect(adapter).toMatch(/\(software\)$/);
  expect(reason).toBe('Training through WebGL on software that imitates a GPU, slowly, as chosen.');
  const [before, after] = await lossesAroundOneStep();
  expect(after).toBeLessThan(before);
});

test('a lost device is reported, and a backend opened after it computes right again', async () => {
  const onLost = vi.fn();
  const { device } = await open({ forced: 'webgpu', onLost });
  expect(await product()).toEqual([11]);
  device?.destroy();
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
  expect(onLost.mock.calls[0]?.[0]).not.toBe('');
  await open({ forced: 'webgpu' });
  expect(await product()).toEqual([11]);
});

test('a lost WebGL context is reported, and a backend opened after it computes right again', async () => {
  const getContext = vi.spyOn(OffscreenCanvas.prototype, 'getContext');
  const onLost = vi.fn();
  await open({ forced: 'webgl', onLost });
  expect(await product()).toEqual([11]);
  const gl = getContext.mock.results[0]?.value as WebGL2RenderingContext;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  await vi.waitFor(() => expect(onLost).toHaveBeenCalledOnce());
  await open({ forced: 'webgl' });
  expect(await product()).toEqual([11]);
});

test('closing a backend is not a loss', async () => {
  const onLost = vi.fn();
  const { device, close } = await open({ forced: 'webgpu', onLost });
  close();
  opened = undefined;
  await device?.lost;
  expect(onLost).not.toHaveBeenCalled();
});

test('a shader that does not compile is reported', async () => {
  const onGpuError = vi.fn();
  const { device } = await open({ forced: 'webgpu', onGpuError });
  const module = device?.createShaderModule({ code: '@compute fn main() { not WGSL }' });
  if (module) device?.createComputePipeline({ layout: 'auto', compute: { module } });
  // Chromium tells of errors with the next submit.
  device?.queue.submit([]);
  await vi.waitFor(() => expect(onGpuError).toHaveBeenCalled());
  expect(onGpuError.mock.calls[0]?.[0]).toMatch(/WGSL|parsing|error/i);
});
