/**
 * One row in a process of its own, over the `webgpu` package: any Vulkan device, or Dawn's null
 * adapter, which computes nothing and so leaves what a step costs the processor.
 *
 *   node bench/inNode.mjs ADAPTER RECIPE ENGINE OPTIONS    the row as JSON on the last line
 *   node bench/inNode.mjs any adapter                      the name of the device, if there is one
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { loader, root } from './load.mjs';

const [adapter = '', recipe = '', engine = '', options = '{}'] = process.argv.slice(2);
const { resolve } = createRequire(`${root}.cache/webgpu/package.json`);
const { create, globals } = await import(pathToFileURL(resolve('webgpu')).href);
const gpu = create(adapter === 'null' ? ['backend=null'] : []);
Object.assign(globalThis, globals);
Object.defineProperty(globalThis, 'navigator', { value: { gpu, userAgent: 'Node' } });
if (recipe === 'adapter') {
  const { info } = (await gpu.requestAdapter()) ?? {};
  console.log(info ? info.description || info.vendor : '');
  process.exit(0);
}

const vite = await loader();
const { measure } = await vite.ssrLoadModule('/bench/measure.ts');
const wasmFiles = `${root}node_modules/@tensorflow/tfjs-backend-wasm/dist/`;
try {
  const row = await measure(recipe, engine, { ...JSON.parse(options), wasmFiles });
  // Computed by no one.
  if (adapter === 'null' && row.dispatches !== null) row.losses = [];
  console.log(JSON.stringify({ row }));
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
}
process.exit(0);
