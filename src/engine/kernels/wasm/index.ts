/**
 * Kernels that let the wasm backend train. As it comes it lacks the gradients of a convolution's
 * filter and of `gather`, is slow where training spends its time, and is wrong where it
 * casts floats to truth or gathers within batches. Where there is SIMD, those in `simd/` come on top.
 */
import { registerGradients } from '../webgpu/gradients';
import { arenaJoined, arenaPieces } from './arena';
import { fastBatchMatMul } from './batchMatMul';
import { truthfulCast } from './cast';
import { conv2dBackpropFilter } from './conv2dBackpropFilter';
import { conv2dBackpropInput } from './conv2dBackpropInput';
import { gather } from './gather';
import { sharedIdentity } from './identity';
import { normaliseRows, normaliseRowsGradient } from './normaliseRows';
import { register, wrap } from './register';
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
  register('ArenaJoined', arenaJoined);
  register('ArenaPieces', arenaPieces);
  register('Conv2DBackpropFilter', conv2dBackpropFilter);
  register('Conv2DBackpropInput', conv2dBackpropInput);
  register('GatherV2', gather);
  register('Identity', sharedIdentity);
  register('NormaliseRows', normaliseRows);
  register('NormaliseRowsGradient', normaliseRowsGradient);
  register('UnsortedSegmentSum', unsortedSegmentSum);
  wrap('BatchMatMul', fastBatchMatMul);
  wrap('Cast', truthfulCast);
  wrap('Slice', lightSlice);
  registerGradients();
}
