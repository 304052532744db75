import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

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
  const vector = vectorFor(width);
  const vectors = width / widthOf(vector);
  const [rows] = run(backend, {
    name: 'EmbeddingRows',
    inputs: { tokens: [tokens, 'f32'], table: [table, vector] },
    outputs: { rows: [[count, width], vector] },
    size: { threads: count * vectors },
    declarations: `
      const WORDS = ${words};
      const VECTORS = ${vectors};`,
    body: `
      let token = i32(tokens[thread / VECTORS]);
      let isWord = token > 0 && token < WORDS;
      let row = table[select(0, token, isWord) * VECTORS + thread % VECTORS];
      rows[thread] = select(${vector}(0), row, isWord);`,
  });
  return rows as TensorInfo;
}
