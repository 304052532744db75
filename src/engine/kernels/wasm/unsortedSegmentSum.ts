import type { TensorInfo, UnsortedSegmentSumAttrs } from '@tensorflow/tfjs-core';
import { tf } from '../../tf';
import type { StockKernelArguments } from './heap';

/**
 * Sums the rows of x [rows, ...] that have the same id: `segmentIds` [rows] give [numSegments,
 * ...]. It is the gradient of `tf.gather`. A segment nobody names is zero; ids outside
 * 0..numSegments-1 are left out. float32 and int32.
 */
export function unsortedSegmentSum({
  inputs: { x, segmentIds },
  attrs: { numSegments },
  backend,
}: StockKernelArguments<'x' | 'segmentIds', UnsortedSegmentSumAttrs>): TensorInfo {
  const rowShape = x.shape.slice(1);
  const rowSize = tf.util.sizeFromShape(rowShape);
  const sums = backend.makeOutput([numSegments, ...rowShape], x.dtype);
  // Asked for first: a tensor from another backend moves here, which may make the heap grow.
  for (const { dataId } of [x, segmentIds]) backend.dataIdMap.get(dataId);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const from = backend.typedArrayFromHeap(x);
  const to = backend.typedArrayFromHeap(sums);
  to.fill(0);
  ids.forEach((id, row) => {
    if (id < 0 || id >= numSegments) return;
    const source = row * rowSize;
    const target = id * rowSize;
    for (let i = 0; i < rowSize; i++) {
      to[target + i] = (to[target + i] as number) + (from[source + i] as number);
    }
  });
  return sums;
}
