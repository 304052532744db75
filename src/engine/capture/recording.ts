import { flush, type WebgpuInternals } from '../tensors/webgpuInternals';

/** One dispatch as it was issued. */
export interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly size: readonly [number, number, number];
}

/** Everything a run of a step did on the GPU. */
export interface Recording {
  readonly dispatches: readonly Dispatch[];
  /** A hash of every upload, in order: two runs that differ here depend on hidden host state. */
  readonly uploads: readonly number[];
  /** Buffers made for this recording; they live as long as it is replayed. */
  readonly owned: ReadonlySet<GPUBuffer>;
  readonly bytes: number;
}

/** Buffers that belong to recordings: the buffer manager never made them and must not take them. */
const ofRecordings = new WeakSet<GPUBuffer>();
const guarded = new WeakSet<object>();

/** Makes a buffer manager leave alone what belongs to recordings, from now on. */
function guard({ bufferManager }: WebgpuInternals) {
  if (guarded.has(bufferManager)) return;
  guarded.add(bufferManager);
  replace(bufferManager, 'releaseBuffer', (original) => (buffer, reuse = true) => {
    if (!ofRecordings.has(buffer)) original.call(bufferManager, buffer, reuse);
  });
}

type Method<T, K extends keyof T> = Extract<T[K], (...args: never[]) => unknown>;

/**
 * Runs `step` once, for real, while every buffer it acquires is made for this recording alone and
 * every dispatch is noted. Each constant and each uniform keeps its buffer for good, since replays do
 * not write it again; intermediate results recycle theirs within the recording. Buffers that existed
 * before (inputs and state) are used as they are.
 */
export function record<T>(
  backend: WebgpuInternals,
  step: () => T,
): { recording: Recording; result: T } {
  const { device, bufferManager } = backend;
  const dispatches: Dispatch[] = [];
  const uploads: number[] = [];
  const owned = new Set<GPUBuffer>();
  const written = new Set<GPUBuffer>();
  const free = new Map<string, GPUBuffer[]>();
  let bytes = 0;
  let copies = 0;
  let inside = false;
  let pipeline: GPUComputePipeline | null = null;
  let bindGroup: GPUBindGroup | null = null;

  guard(backend);
  flush(backend);
  const undo = [
    replace(
      bufferManager,
      'acquireBuffer',
      (original) =>
        (size, usage, mapped = false, reuse = true) => {
          if (usage & GPUBufferUsage.MAP_WRITE || usage & GPUBufferUsage.MAP_READ)
            return original.call(bufferManager, size, usage, mapped, reuse);
          const isWritten = mapped || (usage & GPUBufferUsage.UNIFORM) !== 0;
          const spare = isWritten ? undefined : free.get(keyOf(size, usage))?.pop();
          if (spare) return spare;
          const buffer = device.createBuffer({ size, usage, mappedAtCreation: mapped });
          owned.add(buffer);
          ofRecordings.add(buffer);
          if (isWritten) written.add(buffer);
          bytes += size;
          return buffer;
        },
    ),
    replace(bufferManager, 'releaseBuffer', (original) => (buffer, reuse = true) => {
      if (!owned.has(buffer)) return original.call(bufferManager, buffer, reuse);
      if (written.has(buffer)) return;
      const key = keyOf(buffer.size, buffer.usage);
      free.set(key, [...(free.get(key) ?? []), buffer]);
    }),
    replace(backend, 'uploadToGPU', (original) => (id) => {
      const { resource, values } = backend.tensorMap.get(id);
      if (!resource && values) uploads.push(hash(Float32Array.from(values).buffer));
      original.call(backend, id);
    }),
    replace(
      GPUComputePassEncoder.prototype,
      'setPipeline',
      (original) =>
        function (this: GPUComputePassEncoder, next) {
          pipeline = next;
          return original.call(this, next);
        },
    ),
    replace(
      GPUComputePassEncoder.prototype,
      'setBindGroup',
      (original) =>
        function (this: GPUComputePassEncoder, ...args: unknown[]) {
          bindGroup = args[1] as GPUBindGroup;
          return (original as (...all: unknown[]) => undefined).apply(this, args);
        } as typeof original,
    ),
    replace(
      GPUComputePassEncoder.prototype,
      'dispatchWorkgroups',
      (original) =>
        function (this: GPUComputePassEncoder, x, y = 1, z = 1) {
          if (pipeline && bindGroup) dispatches.push({ pipeline, bindGroup, size: [x, y, z] });
          return original.call(this, x, y, z);
        },
    ),
    replace(
      GPUCommandEncoder.prototype,
      'copyBufferToBuffer',
      (original) =>
        function (this: GPUCommandEncoder, ...args: unknown[]) {
          // Uploads of constants copy from a mapped buffer; any other copy could not be replayed.
          const [source] = args as [GPUBuffer];
          if (inside && !(source.usage & GPUBufferUsage.MAP_WRITE)) copies++;
          return (original as (...all: unknown[]) => undefined).apply(this, args);
        } as typeof original,
    ),
    replace(
      GPUQueue.prototype,
      'writeBuffer',
      (original) =>
        function (this: GPUQueue, ...args: unknown[]) {
          const data = args[2] as ArrayBuffer | ArrayBufferView;
          uploads.push(hash(ArrayBuffer.isView(data) ? data.buffer : data));
          return (original as (...all: unknown[]) => undefined).apply(this, args);
        } as typeof original,
    ),
  ];
  try {
    inside = true;
    const result = step();
    inside = false;
    flush(backend);
    if (copies > 0) throw new Error('A copy between buffers inside the step can not be replayed.');
    return { recording: { dispatches, uploads, owned, bytes }, result };
  } finally {
    for (const restore of undo.reverse()) restore();
  }
}

/** Puts a wrapped method in place of `name` on `target`; returns what puts the old one back. */
function replace<T extends object, K extends keyof T>(
  target: T,
  name: K,
  wrap: (original: Method<T, K>) => Method<T, K>,
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  Object.defineProperty(target, name, {
    value: wrap(target[name] as Method<T, K>),
    configurable: true,
    writable: true,
  });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else delete (target as Record<PropertyKey, unknown>)[name];
  };
}

const keyOf = (size: number, usage: number) => `${size} ${usage}`;

/** FNV-1a over bytes, 32 bits. */
function hash(buffer: ArrayBufferLike): number {
  let value = 2166136261;
  for (const byte of new Uint8Array(buffer)) value = Math.imul(value ^ byte, 16777619);
  return value >>> 0;
}

/** Why two recordings of one step differ beyond their inputs; null if they do not. */
export function difference(a: Recording, b: Recording): string | null {
  if (a.dispatches.length !== b.dispatches.length)
    return `one run had ${a.dispatches.length} dispatches, another ${b.dispatches.length}`;
  if (a.uploads.length !== b.uploads.length)
    return `one run made ${a.uploads.length} uploads, another ${b.uploads.length}`;
  const upload = a.uploads.findIndex((value, i) => value !== b.uploads[i]);
  if (upload >= 0) return `upload ${upload} differs between two runs`;
  const dispatch = a.dispatches.findIndex(({ pipeline, size }, i) => {
    const other = b.dispatches[i] as Dispatch;
    return pipeline !== other.pipeline || size.some((one, axis) => one !== other.size[axis]);
  });
  return dispatch >= 0 ? `dispatch ${dispatch} differs between two runs` : null;
}
