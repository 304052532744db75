import type { TensorInfo } from '@tensorflow/tfjs-core';
import { type KernelArguments, run } from './program';

/** The numbers of `parts/random.ts`: the hash, and number `index` of the stream under a key. */
export const RANDOM_FUNCTIONS = `
  fn hashWord(word : u32) -> u32 {
    let state = word * 747796405u + 2891336453u;
    let mixed = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
    return (mixed >> 22u) ^ mixed;
  }
  fn uniformAt(key : u32, index : u32) -> f32 {
    return f32(hashWord(key ^ hashWord(index)) >> 8u) / 16777216.0;
  }`;

/** cos(2 pi turns) for turns on 0..1, to 1e-6: a driver's own cosine may be off by 5e-4. */
export const COSINE_OF_TURNS = `
  fn sineNear(x : f32) -> f32 {
    let s = x * x;
    return x * (1.0 + s * (-1.6666667e-1 + s * (8.3333333e-3 + s * (-1.9841270e-4 + s * 2.7557319e-6))));
  }
  fn cosineOfTurns(turns : f32) -> f32 {
    // cos(2 pi t) = sin(pi/2 - 2 pi |t|) for |t| at most a half: an argument of -pi/2..pi/2.
    let centred = abs(turns - round(turns));
    return sineNear(6.2831853 * (0.25 - centred));
  }`;

/** A standard normal number from two uniform ones of the stream, by Box and Muller. */
export const NORMAL_FUNCTION = `
  fn normalAt(key : u32, index : u32) -> f32 {
    let radius = sqrt(-2.0 * log(1.0 - uniformAt(key, 2u * index)));
    return radius * cosineOfTurns(uniformAt(key, 2u * index + 1u));
  }`;

/** `CounterUniform`: as many numbers on [0, 1) as `shape` holds, of the stream under `key`, [1]. */
export const counterUniform = (args: KernelArguments<'CounterUniform'>): TensorInfo =>
  filled(args, 'CounterUniform', RANDOM_FUNCTIONS, 'uniformAt');

/** `CounterNormal`: the same, standard normal. */
export const counterNormal = (args: KernelArguments<'CounterNormal'>): TensorInfo =>
  filled(args, 'CounterNormal', RANDOM_FUNCTIONS + COSINE_OF_TURNS + NORMAL_FUNCTION, 'normalAt');

function filled(
  {
    inputs: { key },
    attrs: { shape },
    backend,
  }: KernelArguments<'CounterUniform' | 'CounterNormal'>,
  name: string,
  declarations: string,
  number: string,
): TensorInfo {
  const [result] = run(backend, {
    name,
    inputs: { key: [key, 'u32'] },
    outputs: { result: [shape, 'f32'] },
    size: { threads: shape.reduce((product, one) => product * one, 1) },
    declarations,
    body: `result[thread] = ${number}(key[0], u32(thread));`,
  });
  return result as TensorInfo;
}
