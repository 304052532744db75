import type { OpenEngine } from '../trainer';

/** Every engine in the page or in Node, quick ones first; each loads only what it needs. */
export const benchEngines = {
  replayed: async () => (await import('./ours')).replayed,
  ordinary: async () => (await import('./ours')).ordinary,
  wasm: async () => (await import('./ours')).wasm,
  'jax-js': async () => (await import('./jax')).jaxJs,
  'tfjs-webgl': async () => (await import('./tfjs')).tfjsWebgl,
  'tfjs-webgpu': async () => (await import('./tfjs')).tfjsWebgpu,
  'tfjs-cpu': async () => (await import('./tfjs')).tfjsCpu,
} as const satisfies Record<string, () => Promise<OpenEngine>>;

export type EngineName = keyof typeof benchEngines;
