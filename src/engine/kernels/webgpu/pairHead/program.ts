import type { Tensor } from '@tensorflow/tfjs-core';
import { webgpuInternals } from '../../../tensors/webgpuInternals';
import { tf } from '../../../tf';
import { run } from '../program';

/** Sizes of a batch. They follow from the recipe and never change while it is trained. */
export interface Sizes {
  /** Anchors, which are also the candidates. */
  readonly rows: number;
  /** Positives of each anchor. */
  readonly positives: number;
  /** Dimensions of an embedding. */
  readonly dimensions: number;
}

/** A shader of the head: it reads and writes arrays of f32, with workgroups of 64 threads. */
export interface Program {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** WGSL that defines `fn compute(local: u32, row: u32)`; it may ask for `sizes()` and THREADS. */
  readonly code: string;
}

/** The most storage buffers a shader may have on any device. */
export const MOST_BUFFERS = 8;

const THREADS = 64;

/**
 * Runs a program with a workgroup for each of `rows` and returns its outputs; tensors and shapes
 * are found by the names that the program gives them. Everything but the sizes is read from
 * buffers, so the dispatch can be recorded and replayed.
 */
export function dispatch<S extends Readonly<Record<string, readonly number[] | undefined>>>(
  program: Program,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  shapes: S,
  sizes: Sizes,
  rows: number,
): { readonly [name in keyof S]: Tensor } {
  const bound = <T>(names: readonly string[], found: Readonly<Record<string, T | undefined>>) =>
    Object.fromEntries(names.map((name) => [name, [found[name] as T, 'f32'] as const]));
  const outputs = run(webgpuInternals(), {
    name: program.name,
    inputs: bound<Tensor>(program.inputs, inputs),
    outputs: bound<readonly number[]>(program.outputs, shapes),
    numbers: { ...sizes },
    size: { workgroups: rows },
    workgroupSize: THREADS,
    declarations: `${shared}${program.code}`,
    body: 'compute(localIndex, groupId.x);',
  });
  return Object.fromEntries(
    outputs.map((output, i) => [program.outputs[i], tf.engine().makeTensorFromTensorInfo(output)]),
  ) as { [name in keyof S]: Tensor };
}

const shared = /* wgsl */ `
  const THREADS = ${THREADS}u;
  struct Sizes { rows: u32, positives: u32, dimensions: u32 }
  fn sizes() -> Sizes {
    return Sizes(u32(uniforms.rows), u32(uniforms.positives), u32(uniforms.dimensions));
  }`;
