import type { WebgpuInternals } from './internals';

/** Entries that fit before they have to be read. */
const LENGTH = 64;

/**
 * What each replayed step measured, on the GPU: an entry is copied in as a step ends, and all new
 * ones are read together, through staging buffers that are used again and again.
 */
export class History {
  private readonly device: GPUDevice;
  private readonly buffer: GPUBuffer;
  private readonly bytes: number;
  private readonly spare: GPUBuffer[] = [];
  private count = 0;

  /** @param size numbers of an entry */
  constructor({ device }: WebgpuInternals, size: number) {
    this.device = device;
    this.bytes = 4 * size;
    this.buffer = device.createBuffer({
      size: LENGTH * this.bytes,
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

  /** All entries since the last reading, end to end, oldest first. */
  async read(): Promise<Float32Array> {
    const size = this.count * this.bytes;
    this.count = 0;
    if (size === 0) return new Float32Array();
    const staging =
      this.spare.pop() ??
      this.device.createBuffer({
        size: LENGTH * this.bytes,
        usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      });
    const encoder = this.device.createCommandEncoder();
    encoder.copyBufferToBuffer(this.buffer, 0, staging, 0, size);
    this.device.queue.submit([encoder.finish()]);
    await staging.mapAsync(GPUMapMode.READ, 0, size);
    const values = new Float32Array(staging.getMappedRange(0, size).slice(0));
    staging.unmap();
    this.spare.push(staging);
    return values;
  }

  dispose() {
    this.buffer.destroy();
    for (const staging of this.spare) staging.destroy();
  }
}
