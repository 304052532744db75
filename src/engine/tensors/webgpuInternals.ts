import type { DataType, Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../tf';

/**
 * What capture needs of the WebGPU backend of TensorFlow.js 4.22 beyond its public face. Nothing
 * else of ours reaches behind it; these names were read in its source.
 */
export interface WebgpuInternals {
  readonly device: GPUDevice;
  readonly bufferManager: {
    acquireBuffer(size: number, usage: number, mapped?: boolean, reuse?: boolean): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer, reuse?: boolean): void;
  };
  readonly tensorMap: {
    get(id: object): { resource?: GPUBuffer; values?: ArrayLike<number> | null; dtype: DataType };
  };
  uploadToGPU(id: object): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  commandEncoder: GPUCommandEncoder | null;
}

/** The backend in use, if it is WebGPU. @throws Error otherwise */
export function webgpuInternals(): WebgpuInternals {
  if (tf.getBackend() !== 'webgpu') throw new Error('Only the WebGPU engine can be captured.');
  return tf.backend() as unknown as WebgpuInternals;
}

/** Submits what has been encoded so far. */
export function flush(backend: WebgpuInternals) {
  if (!backend.commandEncoder) return;
  backend.endComputePassEncoder();
  backend.submitQueue();
}

/** The buffer that holds a tensor, uploaded if it was not there yet. */
export function bufferOf(backend: WebgpuInternals, tensor: Tensor): GPUBuffer {
  backend.uploadToGPU(tensor.dataId);
  return backend.tensorMap.get(tensor.dataId).resource as GPUBuffer;
}

/**
 * Whether a tensor's buffer holds floats. `tf.cast` of whole numbers or booleans to float32 makes
 * another name for the same buffer of whole numbers, which only TensorFlow.js's own shaders know.
 */
export const holdsFloats = (backend: WebgpuInternals, tensor: Tensor): boolean =>
  backend.tensorMap.get(tensor.dataId).dtype === 'float32';
