import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { type KernelArguments, type Lane, laneOf, run, widthOf } from './program';

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
const commonLane = (places: readonly Place[]): Lane =>
  places.every(({ start, size }) => start % 4 === 0 && size % 4 === 0) ? laneOf(4) : laneOf(1);

/** Body of a shader in which every thread moves one lane: `move` of an array and two indices. */
function moving(
  places: readonly Place[],
  lane: Lane,
  move: (name: string, own: string, all: string) => string,
) {
  const first = (places[0] as Place).start;
  const branches = places.map(({ name, start, size }) => {
    const [from, to] = [start / widthOf(lane), (start + size) / widthOf(lane)];
    return `if (index < ${to}) { ${move(name, `index - ${from}`, 'index')} }`;
  });
  return `let index = thread + ${first / widthOf(lane)}; ${branches.join(' else ')}`;
}

const threadsOf = (places: readonly Place[], lane: Lane) => ({
  threads: places.reduce((sum, { size }) => sum + size, 0) / widthOf(lane),
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
    const lane = commonLane(places);
    const own = shapes.slice(done, done + places.length);
    done += places.length;
    return run(backend, {
      name: 'ArenaPieces',
      inputs: { arena: [arena, lane] },
      outputs: Object.fromEntries(places.map(({ name }, i) => [name, [own[i] ?? [], lane]])),
      size: threadsOf(places, lane),
      body: moving(places, lane, (name, own, all) => `${name}[${own}] = arena[${all}];`),
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
    const lane = commonLane(places);
    const own = arrays.slice(done, done + places.length);
    done += places.length;
    run(backend, {
      name: 'ArenaJoined',
      inputs: Object.fromEntries(places.map(({ name }, i) => [name, [own[i] as TensorInfo, lane]])),
      outputs: { arena: [arena, lane] },
      size: threadsOf(places, lane),
      body: moving(places, lane, (name, own, all) => `arena[${all}] = ${name}[${own}];`),
    });
  }
  return arena;
}
