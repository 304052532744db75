import type { CastAttrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, type StockKernelArguments } from './heap';

/**
 * `tf.cast` on wasm. The stock kernel cuts floats to bytes, so that 0.3 becomes false and 2 a
 * truth that `logicalNot` turns into 3. Floats are cast to truth here: whatever is not 0 is true,
 * NaN too. Other casts go to the stock kernel.
 */
export function truthfulCast(stock: KernelFunc) {
  return (args: StockKernelArguments<'x', CastAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = args;
    const { x } = inputs;
    if (x.dtype !== 'float32' || attrs.dtype !== 'bool') {
      return stock({ inputs, attrs: { ...attrs }, backend }) as TensorInfo;
    }
    const truths = backend.makeOutput(x.shape, 'bool');
    const [from] = floatsOf(backend, x);
    const to = backend.typedArrayFromHeap(truths);
    for (let i = 0; i < to.length; i++) to[i] = from[i] === 0 ? 0 : 1;
    return truths;
  };
}
