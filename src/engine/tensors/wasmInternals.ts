import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { tf } from '../tf';

/**
 * The wasm backend of TensorFlow.js 4.22. Its types declare all that our code uses of it, but for the
 * memory of its module. This file alone names the package's class.
 */
export type WasmInternals = BackendWasm;

/** The backend in use. @throws Error if it is not wasm */
export function wasmInternals(): WasmInternals {
  if (tf.getBackend() !== 'wasm') throw new Error('The backend in use is not wasm.');
  return tf.backend() as WasmInternals;
}

/** The memory that the backend's heap lies in; null: the package hides it. */
export function memoryOf(backend: WasmInternals): WebAssembly.Memory | null {
  const { asm } = backend.wasm as { readonly asm?: { readonly memory?: unknown } };
  return asm?.memory instanceof WebAssembly.Memory ? asm.memory : null;
}
