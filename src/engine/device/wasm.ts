import type { KernelBackend } from '@tensorflow/tfjs-core';
import type { WasmInternals } from '../tensors/wasmInternals';
import { tf } from '../tf';
import { install, uninstall } from './install';
import type { OpenRung, WasmFiles } from './rung';

/** The package's own factory, kept because `uninstall` removes it from TensorFlow.js's table. */
let makeBackend: (() => KernelBackend | Promise<KernelBackend>) | undefined;

let lastFiles: WasmFiles | undefined;

/**
 * WebAssembly on one thread, with SIMD where the browser has it, and with our gradients: the stock
 * backend can't train a convolution. The threaded binary is never started, because static hosts
 * such as GitHub Pages don't isolate pages and it would need a worker made from a string.
 */
export const openWasm: OpenRung = async ({ wasmFiles }) => {
  if (typeof WebAssembly === 'undefined') throw new Error('WebAssembly is not available here');
  const [wasm, { registerSimdKernels, registerWasmKernels }] = await Promise.all([
    import('@tensorflow/tfjs-backend-wasm'),
    import('../kernels/wasm'),
  ]);
  makeBackend ??= tf.findBackendFactory('wasm');
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // Only when they change: after a download that failed the package refuses even the same paths,
  // though it would load from them.
  if (wasmFiles !== lastFiles) wasm.setWasmPaths(everyPath(wasmFiles));
  lastFiles = wasmFiles;
  wasm.setThreadsCount(1);
  registerWasmKernels();
  let backend: KernelBackend;
  try {
    backend = await makeBackend();
  } catch (cause) {
    throw new Error('WebAssembly could not be loaded', { cause });
  }
  await registerSimdKernels(backend as WasmInternals);
  await install('wasm', backend);
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return {
    adapter: simd ? '1 thread, SIMD' : '1 thread, no SIMD',
    close: () => uninstall('wasm'),
  };
};

/** The package insists on a path for the threaded binary too, though it never opens it. */
function everyPath(files: WasmFiles): string | Record<string, string> {
  return typeof files === 'string'
    ? files
    : { ...files, 'tfjs-backend-wasm-threaded-simd.wasm': '' };
}
