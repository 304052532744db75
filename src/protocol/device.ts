/** The backends of TensorFlow.js that can train here, best first. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

export interface Device {
  readonly backend: BackendName;
  /** Name of the hardware, from its driver. */
  readonly adapter: string;
  /** Why this backend was chosen, in a sentence. */
  readonly reason: string;
  /** Whether a real GPU trains: not a processor, and not software that imitates a GPU. */
  readonly isGpu: boolean;
}
