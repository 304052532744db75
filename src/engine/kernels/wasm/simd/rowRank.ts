import type { TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../../tf';
import { rowRankOnWasm } from '../../processor/rowRank';
import type { KernelArguments } from '../heap';
import { addressOf, moduleOf } from './module';

/** Rows longer than this are quicker to sort than to compare with themselves four at a time. */
const SORTED_FROM = 512;

/** `RowRank`: the rank of each score in its row (last axis), 0 for the largest, ties to the lower index. */
export function rowRank(args: KernelArguments<'RowRank'>): TensorInfo {
  const { inputs, backend } = args;
  const { scores } = inputs;
  const columns = scores.shape.at(-1) ?? 1;
  if (columns > SORTED_FROM) return rowRankOnWasm(args);
  const ranks = backend.makeOutput(scores.shape, 'float32');
  const rows = tf.util.sizeFromShape(scores.shape) / columns;
  const [from, to] = [scores, ranks].map((tensor) => addressOf(backend, tensor)) as [
    number,
    number,
  ];
  moduleOf(backend).rankRows(from, rows, columns, to);
  return ranks;
}
