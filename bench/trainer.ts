import type { WasmFiles } from '../src/engine/device/ladder';
import type { Problem } from './problem';

/** An engine with a problem loaded. Steps are numbered from 0 and done in order. */
export interface Trainer {
  /** What it computes on, in words. */
  readonly device: string;
  /** Whether steps may be issued without waiting for the one before. */
  readonly runsAhead: boolean;
  /** Issues a step of every lane, down to the last submit; waits for nothing. */
  step(step: number): void;
  /** Resolves when everything issued is computed. */
  done(): Promise<void>;
  /** The loss of every step so far, mean over the lanes. */
  losses(): Promise<number[]>;
  /** Memory it holds, if its engine can tell; buffers of WebGPU are counted elsewhere. */
  memoryBytes(): number | null;
  close(): void;
}

/** Opens an engine on a problem. @throws Error with the reason if it can't run it here */
export type OpenEngine = (problem: Problem, wasmFiles: WasmFiles) => Promise<Trainer>;

/** Mean over lanes, from the losses of each lane. */
export const meanOfLanes = (lanes: readonly (readonly number[])[]): number[] =>
  (lanes[0] ?? []).map((_, step) => mean(lanes.map((losses) => losses[step] as number)));

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one) / values.length;
