/** What a step did on WebGPU, by hooks on the prototypes; live bytes are those of buffers not destroyed. */
export interface GpuCounts {
  dispatches: number;
  submits: number;
  buffers: number;
  bindGroups: number;
}

export interface GpuCounter {
  readonly counts: GpuCounts;
  /** When the last submit returned. */
  readonly lastSubmit: number;
  /** Bytes of all buffers that were made and not destroyed. */
  readonly liveBytes: number;
  /** Errors that no one caught: with one, nothing that follows can be trusted. */
  readonly errors: readonly string[];
}

let counter: GpuCounter | null = null;

/** Counts from now on, whoever uses WebGPU; one counter for the life of the page. */
export function countGpu(): GpuCounter {
  counter ??= hooked();
  return counter;
}

function hooked(): GpuCounter {
  const counts: GpuCounts = { dispatches: 0, submits: 0, buffers: 0, bindGroups: 0 };
  const live = new WeakSet<GPUBuffer>();
  const errors: string[] = [];
  const result = { counts, lastSubmit: 0, liveBytes: 0, errors };
  if (typeof GPUDevice === 'undefined') return result;
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', () => counts.dispatches++);
  after(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', () => counts.dispatches++);
  after(GPUQueue.prototype, 'submit', () => {
    counts.submits++;
    result.lastSubmit = performance.now();
  });
  after(GPUDevice.prototype, 'createBindGroup', () => counts.bindGroups++);
  after(GPUDevice.prototype, 'createBuffer', (_, made) => {
    counts.buffers++;
    const buffer = made as GPUBuffer;
    live.add(buffer);
    result.liveBytes += buffer.size;
  });
  after(GPUBuffer.prototype, 'destroy', (target) => {
    const buffer = target as GPUBuffer;
    if (live.delete(buffer)) result.liveBytes -= buffer.size;
  });
  after(GPUAdapter.prototype, 'requestDevice', (_, made) => {
    void (made as Promise<GPUDevice>).then((device) =>
      device.addEventListener('uncapturederror', ({ error }) => errors.push(error.message)),
    );
  });
  return result;
}

/** Calls `note` after every call of a method, with its target and result. */
function after<T extends object>(
  prototype: T,
  name: keyof T & string,
  note: (target: unknown, result: unknown) => void,
) {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value(this: unknown, ...args: unknown[]) {
      const result = original.apply(this, args);
      note(this, result);
      return result;
    },
  });
}
