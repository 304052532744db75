/**
 * Kernels that let the wasm backend train. As it comes it lacks the gradients of a convolution's
 * filter and of `gather`, is slow where training spends its time, and is wrong where it
 * casts floats to truth or gathers within batches. Where there is SIMD, those in `simd/` come on top.
 */
import { tf } from '../../tf';
import { rowRankOnWasm } from '../processor/rowRank';
import { sigmoidBiasOnWasm } from '../processor/sigmoidBias';
import { registerKernels, replaceKernel, wrapKernel } from '../register';
import { arenaJoined, arenaPieces } from './arena';
import { fastBatchMatMul } from './batchMatMul';
import { truthfulCast } from './cast';
import { conv2dBackpropFilter } from './conv2dBackpropFilter';
import { conv2dBackpropInput } from './conv2dBackpropInput';
import { gather } from './gather';
import { sharedIdentity } from './identity';
import { normaliseRows, normaliseRowsGradient } from './normaliseRows';
import { lightSlice } from './slice';
import { unsortedSegmentSum } from './unsortedSegmentSum';

export { registerSimdKernels } from './simd';

let registered = false;

/**
 * Registers the kernels. Call it after `@tensorflow/tfjs-backend-wasm` is imported and before its
 * backend is set; later calls do nothing.
 */
export function registerWasmKernels(): void {
  if (registered) return;
  registered = true;
  registerKernels('wasm', {
    ArenaJoined: arenaJoined,
    ArenaPieces: arenaPieces,
    NormaliseRows: normaliseRows,
    NormaliseRowsGradient: normaliseRowsGradient,
    RowRank: rowRankOnWasm,
    SigmoidBias: sigmoidBiasOnWasm,
  });
  replaceKernel('wasm', tf.Conv2DBackpropFilter, conv2dBackpropFilter);
  replaceKernel('wasm', tf.Conv2DBackpropInput, conv2dBackpropInput);
  replaceKernel('wasm', tf.GatherV2, gather);
  replaceKernel('wasm', tf.Identity, sharedIdentity);
  replaceKernel('wasm', tf.UnsortedSegmentSum, unsortedSegmentSum);
  wrapKernel('wasm', tf.BatchMatMul, fastBatchMatMul);
  wrapKernel('wasm', tf.Cast, truthfulCast);
  wrapKernel('wasm', tf.Slice, lightSlice);
}
