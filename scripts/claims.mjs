/**
 * npm run claims: the slow experiments. What PyTorch measured against what the page measures, three
 * seeds each, on wasm; texts, captions, touching cells and classes never trained on; every combination
 * of source, selection, guard and loss on points; memory over 5,000 steps and 50 changes; replays against
 * ordinary steps for every selection with every loss, on WebGPU. About two hours on two cores; a short
 * form of each is among the tests.
 *
 *   npm run claims               all of them
 *   npm run claims -- cells      those whose path holds the word
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const wanted = process.argv[2] ?? '';
/** Tests with a long form ask for it by this name. */
const stages = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((path) => `src/${path.replaceAll('\\', '/')}`)
  .filter((path) => /\.test\.tsx?$/.test(path) && path.includes(wanted))
  .filter((path) => readFileSync(path, 'utf8').includes('VITE_CLAIMS'))
  .map((file) => ({ project: file.includes('.browser.') ? 'gpu' : 'unit', file }));

const env = { ...process.env, VITE_CLAIMS: '1' };
const failed = stages.filter(({ project, file }) => {
  const args = ['vitest', 'run', '--project', project, '--testTimeout=3600000', file];
  return spawnSync('npx', args, { stdio: 'inherit', env }).status !== 0;
});
process.exit(failed.length > 0 || stages.length === 0 ? 1 : 0);
