import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../tf';
import { wasmInternals } from './wasmInternals';
import { bufferOf, flush, webgpuInternals } from './webgpuInternals';

type Values = Float32Array | Int32Array;

/**
 * The tensor with other values. On WebGPU and wasm it is the same tensor, rewritten in place; on other
 * backends a new one, and the old one is disposed. Not for the filter of a convolution or the right side
 * of a matrix product on wasm: that backend keeps those packed by identity.
 */
export function rewritten<T extends Tensor>(tensor: T, values: Values): T {
  switch (tf.getBackend()) {
    case 'webgpu': {
      const backend = webgpuInternals();
      // Work that is encoded but not yet submitted must still see the old values.
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
 * The tensor with the values of another. On WebGPU, where recordings read it, it stays the same tensor
 * and the other is disposed; elsewhere the other takes its place.
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

/** The values of a tensor as they are now. TensorFlow.js caches what it read before; this reads anew. */
export async function valuesOf(tensor: Tensor): Promise<Float32Array> {
  if (tf.getBackend() === 'webgpu') {
    const held = webgpuInternals().tensorMap.get(tensor.dataId);
    if (held.resource) held.values = null;
  }
  return (await tensor.data()) as Float32Array;
}
