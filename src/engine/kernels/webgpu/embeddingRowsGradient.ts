import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run, vectorFor, widthOf } from './program';

/** Threads of a workgroup, and tokens that each of them compares before what they found is summed. */
const THREADS = 64;
const EACH = 32;

/**
 * `EmbeddingRowsGradient`: the gradient of `EmbeddingRows` by its table, [words, width], from tokens
 * and the slope of their rows [tokens, width]; zeros for word 0 and for words that do not occur. One
 * dispatch, and the same bits each time: a workgroup does one word. Its threads note as bits where
 * the word is, 2048 tokens at a time; then each sums its columns over the bits in their order.
 */
export function embeddingRowsGradient({
  inputs: { tokens, slope },
  attrs: { words },
  backend,
}: KernelArguments<'EmbeddingRowsGradient'>): TensorInfo {
  const [count = 0, width = 0] = slope.shape;
  const vector = vectorFor(width);
  const vectors = width / widthOf(vector);
  const own = Array.from({ length: Math.ceil(vectors / THREADS) }, (_, i) => i);
  const forOwn = (code: (i: number, column: string) => string) =>
    own
      .map((i) => `if (local + ${i * THREADS} < VECTORS) { ${code(i, `local + ${i * THREADS}`)} }`)
      .join('\n');
  const [gradient] = run(backend, {
    name: 'EmbeddingRowsGradient',
    inputs: { tokens: [tokens, 'f32'], slope: [slope, vector] },
    outputs: { gradient: [[words, width], vector] },
    numbers: { tokens: count },
    size: { workgroups: words },
    workgroupSize: THREADS,
    declarations: `
      const VECTORS = ${vectors};
      var<workgroup> found : array<u32, ${THREADS}>;`,
    body: `
      // No token is a half.
      let word = select(f32(workgroup), 0.5, workgroup == 0);
      ${own.map((i) => `var sum${i} = ${vector}(0);`).join(' ')}
      for (var first = 0; first < uniforms.tokens; first += ${THREADS * EACH}) {
        var bits = 0u;
        for (var i = 0; i < ${EACH}; i++) {
          let place = first + i * ${THREADS} + local;
          if (place < uniforms.tokens && tokens[place] == word) { bits |= 1u << u32(i); }
        }
        found[local] = bits;
        workgroupBarrier();
        for (var other = 0; other < ${THREADS}; other++) {
          var left = found[other];
          while (left != 0u) {
            let place = first + i32(countTrailingZeros(left)) * ${THREADS} + other;
            left &= left - 1u;
            ${forOwn((i, column) => `sum${i} += slope[place * VECTORS + ${column}];`)}
          }
        }
        workgroupBarrier();
      }
      ${forOwn((i, column) => `gradient[workgroup * VECTORS + ${column}] = sum${i};`)}`,
  });
  return gradient as TensorInfo;
}
