/**
 * Trains the same recipes from the same weights and batches on every engine and prints one table:
 * ours replayed, ordinary and on wasm; plain TensorFlow.js; jax-js; PyTorch where python3 has it.
 *
 *   npm run bench                      in Chromium
 *   npm run bench -- --node [--null]   in Node over the `webgpu` package: a Vulkan device if there
 *                                      is one, else (or with --null) Dawn's null adapter
 *   --gpu                              lets Chromium take the machine's GPU, not the software adapter
 *   --quick                            ends within three minutes on two cores
 *   --recipe NAME --engine NAME        only these; both may be given several times
 *   --steps N                          times N steps however long they take
 *   --json FILE                        writes { device, date, rows }
 *   --export FOLDER                    writes the recipes for bench/pytorch.py, and measures nothing
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { loader, root } from '../bench/load.mjs';
import { places } from '../bench/places.mjs';

const { values: options } = parseArgs({
  options: {
    node: { type: 'boolean', default: false },
    null: { type: 'boolean', default: false },
    gpu: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    recipe: { type: 'string', multiple: true },
    engine: { type: 'string', multiple: true },
    steps: { type: 'string' },
    json: { type: 'string' },
    export: { type: 'string' },
  },
});
const started = Date.now();
/** Seconds an engine may take over a recipe before a quick run leaves it out of larger ones. */
const LONGEST_QUICK = 12;
const secondsLeft = () => (options.quick ? 160 : 7200) - (Date.now() - started) / 1000;

const vite = await loader();
const load = (/** @type {string} */ module) => vite.ssrLoadModule(`/bench/${module}`);
const { benchRecipes, TINY } = await load('recipes.ts');
const { benchEngines } = await load('engines/index.ts');
const { exported } = await load('export.ts');
const { tableOf, agreementOf } = await load('table.ts');

/** @param {string[] | undefined} asked @param {string[]} known */
function chosen(asked, known) {
  const unknown = asked?.filter((name) => !known.includes(name)) ?? [];
  if (unknown.length === 0) return asked ?? known.filter((name) => !options.quick || name !== TINY);
  console.error(`No ${unknown.join(', ')} here; there are ${known.join(', ')}.`);
  process.exit(1);
}
const recipes = chosen(options.recipe, Object.keys(benchRecipes));
const engines = chosen(options.engine, [...Object.keys(benchEngines), 'pytorch']);

/** @param {string} recipe @param {string} folder */
async function exportTo(recipe, folder) {
  const { header, floats } = await exported(recipe);
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${recipe}.json`, JSON.stringify(header));
  writeFileSync(`${folder}/${recipe}.bin`, floats);
}
if (options.export) {
  for (const recipe of recipes) await exportTo(recipe, options.export);
  console.log(`python3 bench/pytorch.py ${options.export}`);
  process.exit(0);
}

const place = await places[options.node ? 'node' : 'browser'](options);
const python = ['/usr/bin/python3', 'python3'].find(
  (command) => spawnSync(command, ['-c', 'import torch']).status === 0,
);
/** @type {any[]} */
const rows = [];
/** @type {Map<string, string>} Engines that took too long, and on which recipe. */
const slow = new Map();

/** @param {string} recipe @param {string} engine @returns {Promise<{ rows?: any[], error?: string, late?: boolean }>} */
async function rowsOf(recipe, engine) {
  const limit = Math.floor(Math.min(options.quick ? 25 : 400, secondsLeft()));
  if (slow.has(engine)) return { error: `too slow on ${slow.get(engine)}` };
  if (limit < 5) return { error: 'no time left' };
  if (engine !== 'pytorch') {
    const most = options.steps
      ? { steps: Number(options.steps), budgetMs: 1e9 }
      : options.quick
        ? { steps: 10, budgetMs: 1500 }
        : { steps: 40, budgetMs: 6000 };
    const { row, ...failure } = await place.measure(recipe, engine, most, limit);
    return row ? { rows: [row] } : failure;
  }
  if (!python) return { error: 'python3 has no torch here' };
  await exportTo(recipe, `${root}.cache/bench-recipes`);
  const most = options.quick ? ['20', '1'] : ['50', '5'];
  const args = ['bench/pytorch.py', '.cache/bench-recipes', recipe, ...most];
  const { stdout, stderr } = spawnSync(python, args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 1000 * limit,
  });
  const why = stderr.trim().split('\n').at(-1) || 'it took too long';
  return stdout ? { rows: JSON.parse(stdout) } : { error: why };
}

/** @type {Map<string, string[]>} What was left out, by reason. */
const leftOut = new Map();
for (const recipe of recipes) {
  for (const engine of engines) {
    const began = Date.now();
    const { rows: found = [], error, late } = await rowsOf(recipe, engine);
    const seconds = Math.round((Date.now() - began) / 1000);
    if (error) leftOut.set(error, [...(leftOut.get(error) ?? []), `${recipe} ${engine}`]);
    if (late || (options.quick && seconds > LONGEST_QUICK)) slow.set(engine, recipe);
    for (const row of found) {
      rows.push(row);
      console.log(
        `${recipe} ${row.engine}: ${row.stepMs.toFixed(1)} ms a step (took ${seconds} s)`,
      );
    }
  }
}
for (const [reason, which] of leftOut) console.log(`Left out, ${reason}: ${which.join(', ')}.`);

const device = `${place.device}; ${cpus().length} cores, ${cpus()[0]?.model}`;
const date = new Date().toISOString();
const agreement = agreementOf(rows);
console.log(`\n${device}, ${date}\n\n${tableOf(rows)}\n\n${agreement.join('\n')}`);
if (options.json) writeFileSync(options.json, JSON.stringify({ device, date, rows }, null, 1));
await place.close();
await vite.close();
process.exit(rows.length > 0 && !agreement.join().includes('DIFFER') ? 0 : 1);
