import { uniform } from '../../../parts/random.testing';
import { openBackend } from '../../device/ladder';
import { wasmFiles } from '../../device/wasmFiles';
import { webgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';

/** Errors of the GPU since `openGpu`: TensorFlow.js would swallow them. */
export const gpuErrors: string[] = [];

/** Opens WebGPU, on software too, with the CPU backend beside it as the oracle. */
export async function openGpu(): Promise<void> {
  await openBackend({ forced: 'cpu', wasmFiles });
  await openBackend({
    forced: 'webgpu',
    wasmFiles,
    onGpuError: (message) => gpuErrors.push(message),
  });
}

type Results = Record<string, tf.Tensor>;

/** Runs `compute` on a backend and gives back the numbers of every tensor it returns. */
export async function numbersOn(
  name: 'webgpu' | 'cpu',
  compute: () => Results,
): Promise<Record<string, number[]>> {
  await tf.setBackend(name);
  const restore = name === 'webgpu' ? poisonBuffers() : () => {};
  const results = tf.tidy(compute);
  restore();
  const numbers: Record<string, number[]> = {};
  for (const [key, tensor] of Object.entries(results))
    numbers[key] = Array.from(await tensor.data());
  tf.dispose(results);
  await tf.setBackend('webgpu');
  return numbers;
}

/** Fills every buffer that a program is about to write with NaN. Returns the way back. */
function poisonBuffers(): () => void {
  const { device, bufferManager } = webgpuInternals();
  const acquire = bufferManager.acquireBuffer;
  bufferManager.acquireBuffer = (size, usage, mapped, reuse) => {
    const buffer = acquire.call(bufferManager, size, usage, mapped, reuse);
    if (usage & GPUBufferUsage.STORAGE && buffer.mapState === 'unmapped')
      device.queue.writeBuffer(buffer, 0, new Float32Array(size / 4).fill(Number.NaN));
    return buffer;
  };
  return () => {
    bufferManager.acquireBuffer = acquire;
  };
}

/** How many dispatches `compute` records, without running it for its results. */
export function dispatchesOf(compute: () => tf.TensorContainer): number {
  const own = GPUComputePassEncoder.prototype.dispatchWorkgroups;
  let count = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...sizes) {
    count++;
    return own.apply(this, sizes);
  };
  try {
    tf.tidy(() => {
      compute();
    });
  } finally {
    GPUComputePassEncoder.prototype.dispatchWorkgroups = own;
  }
  return count;
}

/** Largest difference between two lists, over the largest absolute value in the expected one. */
export function relativeError(actual: readonly number[], expected: readonly number[]): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let scale = Number.MIN_VALUE;
  expected.forEach((value, i) => {
    const error = Math.abs(value - (actual[i] as number));
    difference = Math.max(difference, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
    scale = Math.max(scale, Math.abs(value));
  });
  return difference / scale;
}

/** Fresh numbers from -scale to scale, the same on both backends. */
export function freshNumbers(shape: readonly number[], scale = 1): () => tf.Tensor {
  const size = shape.reduce((product, one) => product * one, 1);
  const values = Float32Array.from({ length: size }, () => uniform(-scale, scale));
  return () => tf.tensor(values.slice(), [...shape]);
}
