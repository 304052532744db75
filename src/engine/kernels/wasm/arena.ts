import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, type KernelArguments } from './heap';

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, one) => product * one, 1);

/**
 * `ArenaPieces`: the arena [weights] cut into arrays of these shapes, which lie in it one after the
 * other. Copies: TensorFlow.js frees every tensor by its address.
 */
export function arenaPieces({
  inputs: { arena },
  attrs: { shapes },
  backend,
}: KernelArguments<'ArenaPieces'>): TensorInfo[] {
  const pieces = shapes.map((shape) => backend.makeOutput([...shape], 'float32'));
  const [from, ...to] = floatsOf(backend, arena, ...pieces) as [Float32Array, ...Float32Array[]];
  let start = 0;
  for (const piece of to) {
    piece.set(from.subarray(start, start + piece.length));
    start += piece.length;
  }
  return pieces;
}

/** `ArenaJoined`: arrays end to end, [weights]: the reverse of `ArenaPieces`. */
export function arenaJoined({
  inputs: arrays,
  backend,
}: KernelArguments<'ArenaJoined'>): TensorInfo {
  const size = arrays.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const arena = backend.makeOutput([size], 'float32');
  const [to, ...from] = floatsOf(backend, arena, ...arrays) as [Float32Array, ...Float32Array[]];
  let start = 0;
  for (const array of from) {
    to.set(array, start);
    start += array.length;
  }
  return arena;
}
