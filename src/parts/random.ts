/**
 * Random numbers from a counter: number i of a stream is a hash of (seed, stream, i), so any of
 * them can be computed without those before it, in any order, on any machine or in a shader. The
 * hash is PCG-RXS-M-XS (Jarzynski and Olano 2020, https://jcgt.org/published/0009/03/02/) over
 * 32-bit words, chained once per word of the key.
 */

/** One round of the PCG hash: a 32-bit word in, a 32-bit word out. */
function hashWord(word: number): number {
  const state = (Math.imul(word, 747796405) + 2891336453) >>> 0;
  const mixed = Math.imul((state >>> ((state >>> 28) + 4)) ^ state, 277803737) >>> 0;
  return ((mixed >>> 22) ^ mixed) >>> 0;
}

/** The key of a stream: a seed and any whole numbers that name it (purpose, step, ...). */
export const streamKey = (seed: number, ...names: readonly number[]): number =>
  names.reduce((key, name) => hashWord((key + (name >>> 0)) >>> 0), hashWord(seed >>> 0));

/** Number `index` of the stream, uniform on [0, 1), a multiple of 2^-24. */
export const uniformAt = (key: number, index: number): number =>
  (hashWord((key ^ hashWord(index >>> 0)) >>> 0) >>> 8) / 16777216;

/** A stream read in order, for code that draws one number after the other. */
export interface Random {
  /** Uniform on [low, high); [0, 1) by default. */
  uniform(low?: number, high?: number): number;
  /** Standard normal, by Box and Muller. */
  normal(): number;
  /** A whole number from 0 to below `end`. */
  integer(end: number): number;
}

export function randomStream(seed: number, ...names: readonly number[]): Random {
  const key = streamKey(seed, ...names);
  let index = 0;
  const next = () => uniformAt(key, index++);
  return {
    uniform: (low = 0, high = 1) => low + (high - low) * next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    integer: (end) => Math.floor(next() * end),
  };
}

/** The first `count` of `items` in a random order, all by default; the input is left as it was. */
export function shuffled<T>(items: readonly T[], random: Random, count = items.length): T[] {
  const result = [...items];
  const wanted = Math.min(count, result.length);
  for (let i = 0; i < wanted; i++) {
    const j = i + random.integer(result.length - i);
    const held = result[i] as T;
    result[i] = result[j] as T;
    result[j] = held;
  }
  result.length = wanted;
  return result;
}
