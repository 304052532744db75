import type { WebgpuInternals } from '../tensors/webgpuInternals';

/** Entries that fit before they have to be read. */
const LENGTH = 64;

/** What each replayed step of a lane measured, on the GPU: an entry is copied in as a step ends. */
export class History {
  /** Bytes of all entries together when it is full. */
  readonly capacity: number;
  private readonly buffer: GPUBuffer;
  private readonly bytes: number;
  private count = 0;

  /** @param size numbers of an entry */
  constructor({ device }: WebgpuInternals, size: number) {
    this.bytes = 4 * size;
    this.capacity = LENGTH * this.bytes;
    this.buffer = device.createBuffer({
      size: this.capacity,
      usage: GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST,
    });
  }

  /** Whether the next entry would overwrite one that was not read. */
  get isFull(): boolean {
    return this.count === LENGTH;
  }

  /** Encodes the copy of an entry. @throws Error if it is full */
  push(encoder: GPUCommandEncoder, entry: GPUBuffer) {
    if (this.isFull) throw new Error('The history is full; read it first.');
    encoder.copyBufferToBuffer(entry, 0, this.buffer, this.count++ * this.bytes, this.bytes);
  }

  /** Encodes the copy of all entries since the last time, oldest first; returns their size in bytes. */
  empty(encoder: GPUCommandEncoder, to: GPUBuffer, offset: number): number {
    const size = this.count * this.bytes;
    this.count = 0;
    if (size > 0) encoder.copyBufferToBuffer(this.buffer, 0, to, offset, size);
    return size;
  }

  /** Drops the entries so far. */
  forget() {
    this.count = 0;
  }

  dispose() {
    this.buffer.destroy();
  }
}
