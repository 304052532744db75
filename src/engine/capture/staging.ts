import type { WebgpuInternals } from '../tensors/webgpuInternals';

/** Reusable buffers through which numbers come back from the GPU. */
export class Staging {
  private readonly device: GPUDevice;
  private readonly all = new Set<GPUBuffer>();
  private readonly spare: GPUBuffer[] = [];

  constructor({ device }: WebgpuInternals) {
    this.device = device;
  }

  /** A buffer to copy into, of at least that many bytes. */
  take(bytes: number): GPUBuffer {
    const fitting = this.spare.findIndex(({ size }) => size >= bytes);
    const [known] = fitting >= 0 ? this.spare.splice(fitting, 1) : [];
    if (known) return known;
    // Buffers that are too small now were made for other lanes.
    for (const small of this.spare.splice(0)) this.destroy(small);
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const made = this.device.createBuffer({ size: bytes, usage });
    this.all.add(made);
    return made;
  }

  /** Its first numbers once everything submitted so far is done. Afterwards it may be taken again. */
  async read(buffer: GPUBuffer, bytes: number): Promise<Float32Array> {
    await buffer.mapAsync(GPUMapMode.READ, 0, bytes);
    const values = new Float32Array(buffer.getMappedRange(0, bytes).slice(0));
    buffer.unmap();
    this.spare.push(buffer);
    return values;
  }

  private destroy(buffer: GPUBuffer) {
    this.all.delete(buffer);
    buffer.destroy();
  }

  /** Frees all; reads that are under way are rejected. */
  dispose() {
    for (const buffer of this.all) buffer.destroy();
    this.all.clear();
    this.spare.length = 0;
  }
}
