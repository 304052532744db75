import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, laneOf, run, widthOf } from './program';

/**
 * `EmbeddingRows`: the row of a table [words, width] for each token, [tokens, width]; zeros for token
 * 0, which pads, and for what is no word. One dispatch; a thread copies four numbers, or one.
 */
export function embeddingRows({
  inputs: { tokens, table },
  backend,
}: KernelArguments<'EmbeddingRows'>): TensorInfo {
  const [words = 0, width = 0] = table.shape;
  const count = tokens.shape.reduce((product, one) => product * one, 1);
  const lane = laneOf(width);
  const lanes = width / widthOf(lane);
  const [rows] = run(backend, {
    name: 'EmbeddingRows',
    inputs: { tokens: [tokens, 'f32'], table: [table, lane] },
    outputs: { rows: [[count, width], lane] },
    size: { threads: count * lanes },
    declarations: `
      const WORDS = ${words};
      const LANES = ${lanes};`,
    body: `
      let token = i32(tokens[thread / LANES]);
      let isWord = token > 0 && token < WORDS;
      let row = table[select(0, token, isWord) * LANES + thread % LANES];
      rows[thread] = select(${lane}(0), row, isWord);`,
  });
  return rows as TensorInfo;
}
