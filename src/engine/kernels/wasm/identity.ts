import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { StockKernelArguments } from './heap';

/**
 * `tf.clone` on wasm: another owner of the same data, as on WebGPU and as `tf.reshape` does here.
 * The stock kernel copies, and TensorFlow.js clones whatever a gradient will need.
 */
export function sharedIdentity({
  inputs: { x },
  backend,
}: StockKernelArguments<'x', unknown>): TensorInfo {
  // A tensor made on another backend moves here when it is first asked for.
  backend.dataIdMap.get(x.dataId);
  backend.incRef(x.dataId);
  return { dataId: x.dataId, shape: x.shape, dtype: x.dtype };
}
