import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../tf';
import { wasmInternals } from './wasmInternals';
import { bufferOf, flush, webgpuInternals } from './webgpuInternals';

type Values = Float32Array | Int32Array;

/**
 * The tensor with other values: the same one, rewritten where it lies, on WebGPU and wasm; another
 * on backends that can't, with the old one disposed. Never for the filter of a convolution or the
 * right side of a matrix product on wasm, which keeps those packed by identity.
 */
export function rewritten<T extends Tensor>(tensor: T, values: Values): T {
  switch (tf.getBackend()) {
    case 'webgpu': {
      const backend = webgpuInternals();
      // What is encoded but not submitted still means the old values.
      flush(backend);
      const buffer = bufferOf(backend, tensor);
      backend.device.queue.writeBuffer(buffer, 0, values as Float32Array<ArrayBuffer>);
      return tensor;
    }
    case 'wasm':
      wasmInternals().typedArrayFromHeap(tensor).set(values);
      return tensor;
    default: {
      const { shape, dtype } = tensor;
      tensor.dispose();
      return tf.keep(tf.tensor(values, shape, dtype)) as T;
    }
  }
}

/**
 * The tensor with the values of another, which is disposed: the same one on WebGPU, where what was
 * captured reads it; the other one elsewhere.
 */
export function overwritten<T extends Tensor>(tensor: T, other: T): T {
  if (tf.getBackend() !== 'webgpu') {
    tensor.dispose();
    return tf.keep(other);
  }
  const backend = webgpuInternals();
  const [from, to] = [bufferOf(backend, other), bufferOf(backend, tensor)];
  flush(backend);
  const encoder = backend.device.createCommandEncoder();
  encoder.copyBufferToBuffer(from, 0, to, 0, to.size);
  backend.device.queue.submit([encoder.finish()]);
  other.dispose();
  return tensor;
}

/** The values of a tensor as they are now. TensorFlow.js remembers what it read before; this does not. */
export async function valuesOf(tensor: Tensor): Promise<Float32Array> {
  if (tf.getBackend() === 'webgpu') {
    const held = webgpuInternals().tensorMap.get(tensor.dataId);
    if (held.resource) held.values = null;
  }
  return (await tensor.data()) as Float32Array;
}
