/**
 * Kernels in plain loops, for backends that compute on the processor. The wasm backend takes them,
 * too, where it has nothing faster (`wasm/index.ts`).
 */
import { registerKernels } from '../register';
import { rowRankOnCpu } from './rowRank';
import { sigmoidBiasOnCpu } from './sigmoidBias';

/** Registers the kernels of the CPU backend; calling it again changes nothing. */
export const registerCpuKernels = (): void =>
  registerKernels('cpu', { RowRank: rowRankOnCpu, SigmoidBias: sigmoidBiasOnCpu });
