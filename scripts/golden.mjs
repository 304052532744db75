/**
 * Holds the parts against golden files: numbers computed by other people's code.
 *
 *   npm run golden -- [DIR] [--backend cpu|wasm]
 *
 * DIR is golden/ unless another folder of this format is named. A line for each file, then
 * "N passed, N failed"; exits with 1 if any failed.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values, positionals } = parseArgs({
  options: { backend: { type: 'string', default: 'cpu' } },
  allowPositionals: true,
});
const { backend } = values;
const root = fileURLToPath(new URL('..', import.meta.url));
const [folder = `${root}golden`] = positionals;

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

if (backend !== 'cpu' && backend !== 'wasm') fail(`--backend is cpu or wasm, not ${backend}`);
if (!existsSync(folder)) fail(`There is no folder ${folder}`);

// In Node, TensorFlow.js asks for `require`, and the loaders of its wasm are CommonJS.
Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: root });
/** @type {import('vite').Plugin} */
const wasmLoaders = {
  name: 'wasm-loaders',
  transform: (code, id) =>
    id.includes('/wasm-out/')
      ? `const module = { exports: {} }, { exports } = module;\n${code}\nexport default module.exports;
         export const { wasmWorkerContents } = module.exports;`
      : undefined,
};

// Loads the TypeScript of src/, with TensorFlow.js as the page has it.
const vite = await createServer({
  root,
  appType: 'custom',
  logLevel: 'error',
  plugins: [wasmLoaders],
  optimizeDeps: { noDiscovery: true, include: [] },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
let failed = true;
try {
  const load = (/** @type {string} */ module) => vite.ssrLoadModule(`/${module}`);
  const { openBackend } = await load('src/engine/device/ladder.ts');
  const { checkFolder, linesOf, summaryOf } = await load('golden/checks/folder.ts');
  const wasmFiles = `${root}node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
  const opened = await openBackend({ forced: backend, wasmFiles });
  if (opened.name !== backend) throw new Error(`${backend} can't be had. ${opened.reason}`);
  console.log(`${folder} on ${backend}`);
  const results = await checkFolder(folder, (/** @type {any} */ result) =>
    console.log(linesOf(result)),
  );
  failed = results.some((/** @type {any} */ { outcome }) => outcome === 'failed');
  console.log(summaryOf(results));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  await vite.close();
}
process.exit(failed ? 1 : 0);
