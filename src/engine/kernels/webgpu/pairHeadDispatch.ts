import type { Tensor, TensorInfo } from '@tensorflow/tfjs-core';
import { tf } from '../../backends/tf';

/** Sizes of a batch. They follow from the recipe and never change while it is trained. */
export interface Sizes {
  /** Anchors, which are also the candidates. */
  readonly rows: number;
  /** Positives of each anchor. */
  readonly positives: number;
  /** Dimensions of an embedding. */
  readonly dimensions: number;
}

/** A compute shader that reads and writes arrays of f32: one workgroup of 64 lanes a row. */
export interface Program {
  /** Names the shader among all others: two programs of one name have the same code. */
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** WGSL that defines `fn compute(lane: u32, row: u32)`. */
  readonly code: string;
}

/** What a dispatch needs of the WebGPU backend of TensorFlow.js 4.22 beyond its public face. */
interface Internals {
  readonly device: GPUDevice;
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  readonly tensorMap: { get(id: object): { resource?: GPUBuffer } };
  readonly commandQueueOwnedIds: WeakSet<object>;
  readonly commandEncoder: GPUCommandEncoder;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  makeTensorInfo(shape: number[], dtype: 'float32'): TensorInfo;
  uploadToGPU(id: object): void;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** The most storage buffers a shader may have on any device. */
export const MOST_BUFFERS = 8;

/** Lanes of a workgroup. */
const LANES = 64;

type Shape = readonly number[];

/**
 * Runs a program over `rows` workgroups in the backend's open pass and returns its outputs;
 * tensors and shapes are found by the names the program gives them. TensorFlow.js itself gives a
 * program one output only. Every input is read from its buffer, so the dispatch can be recorded
 * and replayed.
 */
export function dispatch<S extends Readonly<Record<string, Shape | undefined>>>(
  program: Program,
  inputs: Readonly<Record<string, Tensor | undefined>>,
  shapes: S,
  sizes: Sizes,
  rows: number,
): { readonly [name in keyof S]: Tensor } {
  const backend = tf.backend() as unknown as Internals;
  const outputs = program.outputs.map((name) =>
    backend.makeTensorInfo([...(shapes[name] as Shape)], 'float32'),
  );
  const ids = [...program.inputs.map((name) => inputs[name] as Tensor), ...outputs].map(
    ({ dataId }) => dataId,
  );
  for (const id of ids) backend.uploadToGPU(id);
  const pipeline = pipelineOf(backend, program) as GPUComputePipeline;
  // A dry run only compiles: its results are garbage.
  if (!isDryRun()) {
    const buffers = ids.map((id) => backend.tensorMap.get(id).resource as GPUBuffer);
    const bindGroup = backend.device.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [...buffers, sizesBuffer(backend.device, sizes)].map((buffer, binding) => ({
        binding,
        resource: { buffer },
      })),
    });
    backend.ensureCommandEncoderReady();
    backend.computePassEncoder ??= backend.commandEncoder.beginComputePass();
    backend.computePassEncoder.setPipeline(pipeline);
    backend.computePassEncoder.setBindGroup(0, bindGroup);
    backend.computePassEncoder.dispatchWorkgroups(rows);
    for (const id of ids) backend.commandQueueOwnedIds.add(id);
    if (++backend.dispatchCountInPass >= tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
  }
  return Object.fromEntries(
    outputs.map((output, i) => [program.outputs[i], tf.engine().makeTensorFromTensorInfo(output)]),
  ) as { [name in keyof S]: Tensor };
}

const isDryRun = () => tf.env().getBool('WEBGPU_ENGINE_COMPILE_ONLY');

/** Compiled at the first call; in a dry run in the background, as a promise. */
function pipelineOf({ device, pipelineCache }: Internals, program: Program) {
  const known = pipelineCache[program.name];
  if (known) return known;
  const label = program.name;
  const visibility = GPUShaderStage.COMPUTE;
  const storage = (names: readonly string[], type: GPUBufferBindingType) =>
    names.map(() => ({ visibility, buffer: { type } }));
  const entries = [
    ...storage(program.inputs, 'read-only-storage'),
    ...storage(program.outputs, 'storage'),
    { visibility, buffer: { type: 'uniform' as const } },
  ].map((entry, binding) => ({ ...entry, binding }));
  const descriptor: GPUComputePipelineDescriptor = {
    label,
    layout: device.createPipelineLayout({
      bindGroupLayouts: [device.createBindGroupLayout({ label, entries })],
    }),
    compute: { module: device.createShaderModule({ label, code: sourceOf(program) }) },
  };
  const made = isDryRun()
    ? device.createComputePipelineAsync(descriptor)
    : device.createComputePipeline(descriptor);
  pipelineCache[program.name] = made;
  return made;
}

const sourceOf = ({ inputs, outputs, code }: Program): string => /* wgsl */ `
  struct Sizes { rows: u32, positives: u32, dimensions: u32, notANumber: f32 }
  const LANES = ${LANES}u;
  ${[...inputs, ...outputs]
    .map((name, binding) => {
      const access = binding < inputs.length ? 'read' : 'read_write';
      return `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<f32>;`;
    })
    .join('\n')}
  @group(0) @binding(${inputs.length + outputs.length}) var<uniform> sizes: Sizes;

  ${code}

  @compute @workgroup_size(${LANES})
  fn main(@builtin(local_invocation_index) lane: u32, @builtin(workgroup_id) group: vec3u) {
    compute(lane, group.x);
  }`;

const sizesBuffers = new WeakMap<GPUDevice, Map<string, GPUBuffer>>();

/** The uniform buffer with these sizes, written once: recordings may keep it for ever. */
function sizesBuffer(device: GPUDevice, { rows, positives, dimensions }: Sizes): GPUBuffer {
  const own = sizesBuffers.get(device) ?? new Map<string, GPUBuffer>();
  sizesBuffers.set(device, own);
  const key = `${rows} ${positives} ${dimensions}`;
  const known = own.get(key);
  if (known) return known;
  const usage = GPUBufferUsage.UNIFORM;
  const buffer = device.createBuffer({ size: 16, usage, mappedAtCreation: true });
  const bytes = buffer.getMappedRange();
  new Uint32Array(bytes).set([rows, positives, dimensions]);
  // WGSL has no way to write a NaN.
  new Float32Array(bytes).set([Number.NaN], 3);
  buffer.unmap();
  own.set(key, buffer);
  return buffer;
}
