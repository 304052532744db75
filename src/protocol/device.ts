/** The backends of TensorFlow.js that can train here, best first. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export interface Device {
  readonly backend: BackendName;
  /** What it runs on, as its driver names it. */
  readonly adapter: string;
  /** Why this rung of the ladder, in a sentence. */
  readonly reason: string;
  /** Whether a GPU trains: no processor, and no software that imitates one. */
  readonly isGpu: boolean;
}
