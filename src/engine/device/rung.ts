/** What a rung of the ladder is: one way to run TensorFlow.js, and what it needs to be tried. */

/**
 * Where the wasm binaries are: a folder, or URL prefix, ending in "/"; or a URL for each file
 * name (see `wasmFiles.ts`).
 */
export type WasmFiles = string | Readonly<Record<string, string>>;

/** What a rung is given when it is tried. */
export interface Attempt {
  /** true: take software adapters and renderers too, because someone asked for this rung. */
  readonly allowSoftware: boolean;
  readonly wasmFiles: WasmFiles;
  /** The device or context went away by itself: every tensor on it is gone. */
  readonly onLost: (message: string) => void;
  /** A GPU error that TensorFlow.js would swallow, such as a shader that does not compile. */
  readonly onGpuError: (message: string) => void;
}

/** A rung that could be had: TensorFlow.js uses it from now on. */
export interface Opened {
  /** The machine in words: "apple metal-3", "1 thread, SIMD". */
  readonly adapter: string;
  /** Whether a program imitates the GPU that this rung is for. */
  readonly isSoftware?: boolean;
  readonly device?: GPUDevice;
  /** Frees the backend and every tensor on it. */
  readonly close: () => void;
}

/** Tries one rung; throws an Error whose message is a clause for the reason on the screen. */
export type OpenRung = (attempt: Attempt) => Promise<Opened>;

/** Whether a GPU's name is that of a program that imitates one. */
export const isSoftware = (name: string): boolean =>
  /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i.test(name);
