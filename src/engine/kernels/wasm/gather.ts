import type { GatherV2Attrs, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';
import type { StockKernelArguments } from './heap';

/** Numbers from which moving them at once beats moving them one by one. */
const WORTHWHILE = 16;

/**
 * `tf.gather` on wasm. The stock kernel copies a number at a time without batch axes, 40 times
 * slower than here for images, and silently picks from the wrong batch with them. An index out of
 * range throws, as there.
 */
export function gather({
  inputs: { x, indices },
  attrs,
  backend,
}: StockKernelArguments<'x' | 'indices', GatherV2Attrs>): TensorInfo {
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
      if (sliceSize >= WORTHWHILE) to.set(from.subarray(source, source + sliceSize), target);
      else for (let i = 0; i < sliceSize; i++) to[target + i] = from[source + i] as number;
      target += sliceSize;
    }
  }
  return picked;
}
