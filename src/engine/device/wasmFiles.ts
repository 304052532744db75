/**
 * Where the page finds the wasm binaries: copied and named by Vite. Node has no such URLs and
 * passes a folder to `openBackend` instead.
 */
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** File name, as the wasm backend asks for it, to its URL. The threaded binary is never used. */
export const wasmFiles = {
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
} as const;
