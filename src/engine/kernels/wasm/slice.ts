import type { KernelFunc, SliceAttrs, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';
import { floatsOf, type StockKernelArguments } from './heap';

/**
 * `tf.slice` on wasm. The stock kernel copies the whole input before it cuts, so that a batch out
 * of a data set costs a copy of the data set. A slice that lies in one piece is copied alone here;
 * others, and strings and integers, go to the stock kernel.
 */
export function lightSlice(stock: KernelFunc) {
  return (args: StockKernelArguments<'x', SliceAttrs>): TensorInfo => {
    const { inputs, attrs, backend } = args;
    const { x } = inputs;
    const [begin, size] = tf.slice_util.parseSliceParams(x, attrs.begin, attrs.size) as [
      number[],
      number[],
    ];
    if (x.dtype !== 'float32' || !tf.slice_util.isSliceContinous(x.shape, begin, size)) {
      return stock({ inputs: { x }, attrs: { ...attrs }, backend }) as TensorInfo;
    }
    const part = backend.makeOutput(size, x.dtype);
    const [from, to] = floatsOf(backend, x, part);
    const first = tf.slice_util.computeFlatOffset(begin, tf.util.computeStrides(x.shape));
    to.set(from.subarray(first, first + to.length));
    return part;
  };
}
