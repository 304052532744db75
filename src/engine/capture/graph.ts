import type { Tensor } from '@tensorflow/tfjs-core';
import { bufferOf, flush, type WebgpuInternals } from '../tensors/webgpuInternals';
import { type Dispatch, type Recording, record } from './recording';

/** What a step returns while it is captured. */
export interface Stepped<T> {
  /** What becomes of each state tensor, in order. */
  readonly next: readonly Tensor[];
  /** Tensors that hold the results of the latest replay. */
  readonly results: T;
}

/**
 * A step that was recorded once and is replayed: its dispatches with their pipelines and bind groups, and
 * copies that return each state tensor to its first buffer where the step moved it to another. A replay
 * makes no buffer and no bind group.
 */
export class StepGraph<T> {
  readonly results: T;
  readonly recording: Recording;
  private readonly copies: readonly { from: GPUBuffer; to: GPUBuffer; size: number }[];
  private readonly moved: readonly Tensor[];

  private constructor(
    recording: Recording,
    results: T,
    moved: readonly Tensor[],
    copies: StepGraph<T>['copies'],
  ) {
    this.recording = recording;
    this.results = results;
    this.moved = moved;
    this.copies = copies;
  }

  /** Runs `step` once for real and keeps what it did. `state` is up to date afterwards. */
  static capture<T>(
    backend: WebgpuInternals,
    inputs: readonly Tensor[],
    state: readonly Tensor[],
    step: () => Stepped<T>,
  ): StepGraph<T> {
    for (const tensor of inputs) bufferOf(backend, tensor);
    const starts = state.map((tensor) => bufferOf(backend, tensor));
    const { recording, result } = record(backend, step);
    const copies = result.next.flatMap((tensor, i) => {
      const from = bufferOf(backend, tensor);
      const to = starts[i] as GPUBuffer;
      return from === to ? [] : [{ from, to, size: from.size }];
    });
    const graph = new StepGraph(recording, result.results, result.next, copies);
    const encoder = backend.device.createCommandEncoder();
    graph.copyBack(encoder);
    backend.device.queue.submit([encoder.finish()]);
    return graph;
  }

  get dispatches(): readonly Dispatch[] {
    return this.recording.dispatches;
  }

  /** Encodes the dispatches into an open pass. */
  encode(pass: GPUComputePassEncoder) {
    let last: GPUComputePipeline | null = null;
    for (const { pipeline, bindGroup, size } of this.recording.dispatches) {
      if (pipeline !== last) pass.setPipeline(pipeline);
      last = pipeline;
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(...size);
    }
  }

  /** Encodes the copies that end a step, after the pass. */
  copyBack(encoder: GPUCommandEncoder) {
    for (const { from, to, size } of this.copies) encoder.copyBufferToBuffer(from, 0, to, 0, size);
  }

  /** Frees its buffers; the caller has disposed the tensors among the results. */
  dispose(backend: WebgpuInternals) {
    for (const tensor of this.moved) if (!tensor.isDisposed) tensor.dispose();
    flush(backend);
    for (const buffer of this.recording.owned) buffer.destroy();
  }
}
