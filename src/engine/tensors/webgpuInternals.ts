import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { DataType, Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../tf';

/**
 * All that our code uses of the WebGPU backend of TensorFlow.js 4.22. The first part its types declare
 * public; of the second, which they call private, the types were read in its source. Whoever reaches
 * behind the backend does so through this interface: kernels, recordings, writing in place.
 */
export interface WebgpuInternals
  extends Pick<
    WebGPUBackend,
    | 'device'
    | 'uploadToGPU'
    | 'disposeData'
    | 'submitQueue'
    | 'endComputePassEncoder'
    | 'checkCompileCompletionAsync'
  > {
  readonly bufferManager: Pick<WebGPUBackend['bufferManager'], 'acquireBuffer' | 'releaseBuffer'>;
  readonly tensorMap: {
    get(id: object): { resource?: GPUBuffer; values?: ArrayLike<number> | null; dtype: DataType };
  };
  makeTensorInfo(shape: readonly number[], dtype: DataType): TensorInfo;

  /** What is encoded and not yet submitted; null: nothing is. */
  readonly commandEncoder: GPUCommandEncoder | null;
  /** Pipelines, or promises of them, by shader. */
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  /** Encodes one dispatch of a pipeline. Buffers are bound in this order: output, inputs, uniforms. */
  recordAndSubmit(
    program: { pipeline: unknown; dispatch: [number, number, number] },
    output: TensorInfo,
    inputs: readonly TensorInfo[],
    uniforms: readonly { type: 'int32'; data: number[] }[],
  ): void;
}

/** The backend in use. @throws Error if it is not WebGPU */
export function webgpuInternals(): WebgpuInternals {
  if (tf.getBackend() !== 'webgpu') throw new Error('The backend in use is not WebGPU.');
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
