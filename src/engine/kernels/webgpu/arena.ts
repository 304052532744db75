import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { type KernelArguments, run, type VectorType, vectorFor, widthOf } from './program';

/**
 * Weights live end to end in one array, the arena; encoders want them one by one, and optimizers
 * want gradients end to end again. Copies rather than views: a buffer may be bound from multiples
 * of 256 bytes only, and TensorFlow.js takes every tensor for the whole of its buffer when it reads
 * or recycles it. A copy of all weights is a few microseconds, and safe.
 */

/** One array's place in the arena. */
interface Place {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, one) => product * one, 1);

/** Places one after the other, in groups that fit a shader beside the arena itself. */
function groupsOf(backend: WebgpuInternals, shapes: readonly (readonly number[])[]): Place[][] {
  const most = backend.device.limits.maxStorageBuffersPerShaderStage - 1;
  let start = 0;
  const places = shapes.map((shape, i) => {
    const place = { name: `array${i}`, start, size: sizeOf(shape) };
    start += place.size;
    return place;
  });
  return Array.from({ length: Math.ceil(places.length / most) }, (_, group) =>
    places.slice(group * most, (group + 1) * most),
  );
}

/** Four floats at once if every array of the group starts and ends at a multiple of four. */
const commonVector = (places: readonly Place[]): VectorType =>
  places.every(({ start, size }) => start % 4 === 0 && size % 4 === 0)
    ? vectorFor(4)
    : vectorFor(1);

/** Body of a shader in which every thread moves one vector: `move` of an array and two indices. */
function moving(
  places: readonly Place[],
  vector: VectorType,
  move: (name: string, own: string, all: string) => string,
) {
  const first = (places[0] as Place).start;
  const branches = places.map(({ name, start, size }) => {
    const [from, to] = [start / widthOf(vector), (start + size) / widthOf(vector)];
    return `if (index < ${to}) { ${move(name, `index - ${from}`, 'index')} }`;
  });
  return `let index = thread + ${first / widthOf(vector)}; ${branches.join(' else ')}`;
}

const threadsOf = (places: readonly Place[], vector: VectorType) => ({
  threads: places.reduce((sum, { size }) => sum + size, 0) / widthOf(vector),
});

/**
 * `ArenaPieces`: the arena [weights] cut into arrays of these shapes, which lie in it one after the
 * other. A dispatch for each seven arrays, or nine where a shader may bind ten buffers.
 */
export function arenaPieces({
  inputs: { arena },
  attrs: { shapes },
  backend,
}: KernelArguments<'ArenaPieces'>): TensorInfo[] {
  let done = 0;
  return groupsOf(backend, shapes).flatMap((places) => {
    const vector = commonVector(places);
    const own = shapes.slice(done, done + places.length);
    done += places.length;
    return run(backend, {
      name: 'ArenaPieces',
      inputs: { arena: [arena, vector] },
      outputs: Object.fromEntries(places.map(({ name }, i) => [name, [own[i] ?? [], vector]])),
      size: threadsOf(places, vector),
      body: moving(places, vector, (name, own, all) => `${name}[${own}] = arena[${all}];`),
    });
  });
}

/** `ArenaJoined`: arrays end to end, [weights]: the reverse of `ArenaPieces`, as many dispatches. */
export function arenaJoined({
  inputs: arrays,
  backend,
}: KernelArguments<'ArenaJoined'>): TensorInfo {
  const shapes = arrays.map(({ shape }) => shape);
  const size = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
  const arena = backend.makeTensorInfo([size], 'float32');
  let done = 0;
  for (const places of groupsOf(backend, shapes)) {
    const vector = commonVector(places);
    const own = arrays.slice(done, done + places.length);
    done += places.length;
    run(backend, {
      name: 'ArenaJoined',
      inputs: Object.fromEntries(
        places.map(({ name }, i) => [name, [own[i] as TensorInfo, vector]]),
      ),
      outputs: { arena: [arena, vector] },
      size: threadsOf(places, vector),
      body: moving(places, vector, (name, own, all) => `arena[${all}] = ${name}[${own}];`),
    });
  }
  return arena;
}
