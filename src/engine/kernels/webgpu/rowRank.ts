import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/**
 * `RowRank`: the rank of each score within its row (last axis), 0 for the largest, ties to the lower
 * index; scores [.., C] to ranks of the same shape. One dispatch; a thread compares one score with
 * its row, four at a time where four divide it. Neighbours read the same scores at the same time,
 * so that nothing is gained by copying rows to a workgroup first.
 */
export function rowRank({ inputs: { scores }, backend }: KernelArguments<'RowRank'>): TensorInfo {
  const columns = scores.shape.at(-1) ?? 1;
  const size = scores.shape.reduce((product, one) => product * one, 1);
  const vector = vectorFor(columns);
  const isWide = vector === 'vec4<f32>';
  const [ranks] = run(backend, {
    name: 'RowRank',
    inputs: { scores: [scores, 'f32'], rows: [scores, vector] },
    outputs: { ranks: [scores.shape, 'f32'] },
    size: { threads: size },
    declarations: `
      const COLUMNS = ${columns};
      const VECTORS = ${columns / widthOf(vector)};`,
    body: `
      let mine = ${vector}(scores[thread]);
      let own = thread % COLUMNS;
      let start = thread / COLUMNS * VECTORS;
      var before = ${vector}(0);
      for (var i = 0; i < VECTORS; i++) {
        let other = rows[start + i];
        let earlier = ${isWide ? '4 * i + vec4<i32>(0, 1, 2, 3) < vec4<i32>(own)' : 'i < own'};
        let comes = (other > mine) | ((other == mine) & (earlier));
        before += select(${vector}(0), ${vector}(1), comes);
      }
      ranks[thread] = ${isWide ? 'dot(before, vec4<f32>(1))' : 'before'};`,
  });
  return ranks as TensorInfo;
}
