/** The TypeScript of bench/ and src/ in Node, with TensorFlow.js as the page has it. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {import('vite').Plugin} The loaders of the wasm backend are CommonJS. */
const wasmLoaders = {
  name: 'wasm-loaders',
  transform: (code, id) =>
    id.includes('/wasm-out/')
      ? `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;
         export const { wasmWorkerContents } = module.exports;`
      : undefined,
};

/** A Vite server that only loads modules; close it to let Node end. */
export function loader() {
  // In Node, TensorFlow.js asks for `require`.
  Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: root });
  return createServer({
    root,
    appType: 'custom',
    logLevel: 'error',
    plugins: [wasmLoaders],
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
}

/**
 * A Vite server with the page of bench/, isolated so that its clock is fine. It keeps what it
 * prepares to itself: another server may run in this folder.
 */
export async function pageServer() {
  const server = await createServer({
    root,
    logLevel: 'error',
    cacheDir: `${root}.cache/bench`,
    optimizeDeps: { entries: ['bench/index.html'], include: ['@jax-js/jax'] },
    server: {
      hmr: false,
      watch: null,
      headers: {
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Embedder-Policy': 'require-corp',
      },
    },
  });
  await server.listen();
  return { server, url: `${server.resolvedUrls?.local[0]}bench/index.html` };
}
