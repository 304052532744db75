import type { GatherV2Attrs, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../backends/tf';
import type { KernelArguments } from './heap';

/**
 * `tf.gather` on wasm. The stock kernel is right and fast without batch axes, and silently picks
 * from the wrong batch with them; those are gathered here. An index out of range throws, as there.
 */
export function batchedGather(stock: KernelFunc) {
  return (args: KernelArguments<'x' | 'indices', GatherV2Attrs>): TensorInfo => {
    const { inputs, attrs, backend } = args;
    const { x, indices } = inputs;
    if (attrs.batchDims === 0) return stock({ inputs, attrs: { ...attrs }, backend }) as TensorInfo;

    const [axis] = tf.util.parseAxisParam(attrs.axis, x.shape) as [number];
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } =
      tf.backend_util.segment_util.collectGatherOpShapeInfo(
        x as tf.Tensor,
        indices as tf.Tensor,
        axis,
        attrs.batchDims,
      );
    const picked = backend.makeOutput(outputShape, x.dtype);
    // Asked for first: a tensor from another backend moves here, which may make the heap grow.
    for (const { dataId } of [x, indices]) backend.dataIdMap.get(dataId);
    const [from, places, to] = [x, indices, picked].map((t) => backend.typedArrayFromHeap(t)) as [
      Float32Array,
      Int32Array,
      Float32Array,
    ];
    const perBatch = places.length / batchSize;
    let target = 0;
    for (let block = 0; block < batchSize * outerSize; block++) {
      const first = Math.floor(block / outerSize) * perBatch;
      for (const place of places.subarray(first, first + perBatch)) {
        tf.util.assert(
          place >= 0 && place < dimSize,
          () => `gather: index ${place} is not in 0 to ${dimSize - 1}`,
        );
        const source = (block * dimSize + place) * sliceSize;
        for (let i = 0; i < sliceSize; i++) to[target++] = from[source + i] as number;
      }
    }
    return picked;
  };
}
