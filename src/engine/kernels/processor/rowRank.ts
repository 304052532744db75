import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../../tensors/wasmInternals';
import type { OwnArguments } from '../kernel';
import { floatsOf } from '../wasm/heap';

/**
 * `RowRank` for backends that compute on the processor: the rank of each score within its row of so
 * many columns, 0 for the largest, ties to the lower index. Short rows are ranked by plain loops, long
 * ones by sorting.
 */
export const ranksOfRows = (scores: Float32Array, columns: number, ranks: Float32Array): void =>
  columns > SORTED_FROM
    ? ranksBySorting(scores, columns, ranks)
    : ranksByComparing(scores, columns, ranks);

/** Rows longer than this are quicker to sort than to compare with themselves. */
const SORTED_FROM = 64;

function ranksByComparing(scores: Float32Array, columns: number, ranks: Float32Array) {
  for (let start = 0; start < scores.length; start += columns) {
    const end = start + columns;
    for (let i = start; i < end; i++) {
      const score = scores[i] as number;
      let rank = 0;
      for (let j = start; j < i; j++) if ((scores[j] as number) >= score) rank++;
      for (let j = i + 1; j < end; j++) if ((scores[j] as number) > score) rank++;
      ranks[i] = rank;
    }
  }
}

/** More places than a row has; with 32 bits of a score in front, a float64 still holds it exactly. */
const PLACES = 2 ** 20;

function ranksBySorting(scores: Float32Array, columns: number, ranks: Float32Array) {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  const keys = new Float64Array(columns);
  for (let start = 0; start < scores.length; start += columns) {
    for (let i = 0; i < columns; i++) {
      // Adding 0 makes -0 into 0. Bits of a float rise with it where it is positive, else fall.
      value[0] = (scores[start + i] as number) + 0;
      const raw = bits[0] as number;
      const falling = raw >>> 31 ? raw : 0x7fffffff - raw;
      keys[i] = falling * PLACES + i;
    }
    keys.sort();
    for (let rank = 0; rank < columns; rank++)
      ranks[start + ((keys[rank] as number) % PLACES)] = rank;
  }
}

export function rowRankOnWasm({
  inputs: { scores },
  backend,
}: OwnArguments<'RowRank', WasmInternals>): TensorInfo {
  const ranks = backend.makeOutput(scores.shape, 'float32');
  const [from, to] = floatsOf(backend, scores, ranks);
  ranksOfRows(from, scores.shape.at(-1) ?? 1, to);
  return ranks;
}

export function rowRankOnCpu({
  inputs: { scores },
  backend,
}: OwnArguments<'RowRank', MathBackendCPU>): TensorInfo {
  const values = backend.readSync(scores.dataId) as Float32Array;
  const ranks = new Float32Array(values.length);
  ranksOfRows(values, scores.shape.at(-1) ?? 1, ranks);
  return backend.makeTensorInfo(scores.shape, 'float32', ranks);
}
