import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { KernelName } from '../../../parts/kernels';
import type { WebgpuInternals } from '../../tensors/webgpuInternals';
import { tf } from '../../tf';
import type { OwnArguments } from '../kernel';

/**
 * What our WebGPU kernels share: shaders of our own that run as TensorFlow.js's programs do.
 *
 * `runWebGPUProgram` knows one output only, so its two halves are called apart: pipelines are made
 * here and kept in the backend's cache, where compiling ahead finds them; recording, uniforms,
 * bind groups, timers and submits stay the backend's. Intermediates and results come from its
 * buffer manager.
 */

/** What TensorFlow.js hands a kernel of our own. */
export type KernelArguments<N extends KernelName> = OwnArguments<N, WebgpuInternals>;

/**
 * The WGSL type of a buffer's elements, here called vectors: four floats at once or one; or as many
 * whole numbers, to look at the bits of floats.
 */
export type VectorType = 'f32' | 'vec4<f32>' | 'u32' | 'vec4<u32>';

/** Four floats where the innermost size is a multiple of four, else one. */
export const vectorFor = (size: number): 'f32' | 'vec4<f32>' =>
  size % 4 === 0 ? 'vec4<f32>' : 'f32';

/** Floats in a vector. */
export const widthOf = (vector: VectorType): number => (vector.startsWith('vec4') ? 4 : 1);

export interface Shader {
  /** Label of its pipeline. */
  readonly name: string;
  /** Buffers that are read, under their names in the code. */
  readonly inputs: Readonly<Record<string, readonly [TensorInfo, VectorType]>>;
  /** New tensors, under their names in the code; or tensors there are already, written in place. */
  readonly outputs: Readonly<Record<string, readonly [readonly number[] | TensorInfo, VectorType]>>;
  /** Whole numbers that the code reads as `uniforms.name`: what changes with the batch. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** How many threads there are; or how many workgroups, for threads that work together. */
  readonly size: { readonly threads: number } | { readonly workgroups: number };
  /** Threads of a workgroup, 64 unless told. */
  readonly workgroupSize?: number;
  /** Constants and functions outside the entry point. */
  readonly declarations?: string;
  /**
   * The body of the entry point. `thread` counts all threads, `workgroup` all workgroups, `local`
   * the threads of one. It, or functions that it calls, must use every input and output: the layout
   * of the bindings is derived from the code.
   */
  readonly body: string;
}

const LARGEST_DISPATCH = 65535;

/** Runs the shader: one dispatch. Returns its outputs in their order. */
export function run(backend: WebgpuInternals, shader: Shader): TensorInfo[] {
  const { workgroupSize = 64, size } = shader;
  const outputs = Object.values(shader.outputs).map(([given]) =>
    'dataId' in given ? given : backend.makeTensorInfo(given, 'float32'),
  );
  const inputs = Object.values(shader.inputs).map(([tensor]) => tensor);
  for (const { dataId } of [...outputs, ...inputs]) backend.uploadToGPU(dataId);

  const code = codeOf(shader);
  const known = backend.pipelineCache[code];
  const pipeline = known ?? pipelineOf(backend.device, shader.name, code);
  backend.pipelineCache[code] = pipeline;
  if (tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')) return outputs;

  const count = 'threads' in size ? size.threads : size.workgroups;
  const groups = 'threads' in size ? Math.ceil(count / workgroupSize) : count;
  const rows = Math.ceil(groups / LARGEST_DISPATCH);
  const [first, ...others] = [...outputs, ...inputs].map(flat);
  backend.recordAndSubmit(
    { pipeline, dispatch: [Math.ceil(groups / rows), rows, 1] },
    first as TensorInfo,
    others,
    [count, ...Object.values(shader.numbers ?? {})].map((value) => ({
      type: 'int32',
      data: [value],
    })),
  );
  return outputs;
}

/** As one row: the uniforms of the backend then hold two whole numbers for each buffer. */
const flat = ({ dataId, dtype, shape }: TensorInfo): TensorInfo => ({
  dataId,
  dtype,
  shape: [tf.util.sizeFromShape(shape)],
});

function codeOf({ inputs, outputs, numbers = {}, size, workgroupSize = 64, ...shader }: Shader) {
  const written = Object.entries(outputs).map(([name, [, vector]]) => ({
    name,
    vector,
    access: 'read_write',
  }));
  const read = Object.entries(inputs).map(([name, [, vector]]) => ({
    name,
    vector,
    access: 'read',
  }));
  const buffers = [...written, ...read];
  const [first, ...others] = buffers.map(({ name }) => name);
  // In the order in which `recordAndSubmit` writes them: sizes of the inputs, then of the output.
  const fields = [...others, first].flatMap((name) => [`${name}Size`, `${name}Stride`]);
  const wholeNumbers = [...fields, 'count', ...Object.keys(numbers)];
  return `
    struct Uniforms { nan : f32, infinity : f32, ${wholeNumbers.map((name) => `${name} : i32`).join(', ')} }
    ${buffers
      .map(
        ({ name, vector, access }, i) =>
          `@group(0) @binding(${i}) var<storage, ${access}> ${name} : array<${vector}>;`,
      )
      .join('\n')}
    @group(0) @binding(${buffers.length}) var<uniform> uniforms : Uniforms;
    ${shader.declarations ?? ''}
    @compute @workgroup_size(${workgroupSize})
    fn main(@builtin(workgroup_id) groupId : vec3<u32>,
            @builtin(num_workgroups) groupCount : vec3<u32>,
            @builtin(local_invocation_index) localIndex : u32) {
      let local = i32(localIndex);
      let workgroup = i32(groupId.y * groupCount.x + groupId.x);
      let thread = workgroup * ${workgroupSize} + local;
      if (${'threads' in size ? 'thread' : 'workgroup'} >= uniforms.count) { return; }
      ${shader.body}
    }`;
}

function pipelineOf(device: GPUDevice, label: string, code: string) {
  const module = device.createShaderModule({ code, label });
  const described = { label, layout: 'auto', compute: { module, entryPoint: 'main' } } as const;
  return tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY')
    ? device.createComputePipelineAsync(described)
    : device.createComputePipeline(described);
}
