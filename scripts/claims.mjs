/**
 * npm run claims: the slow experiments. What PyTorch measured against what the page measures, three
 * seeds each, on wasm; what negatives do to classes never trained on; every combination of source,
 * selection, guard and loss on points; memory over 5,000 steps and 50 changes; replays against ordinary
 * steps for every selection with every loss, on WebGPU. About two hours on two cores; a short form of
 * each is among the tests.
 *
 *   npm run claims               all of them
 *   npm run claims -- claims     those whose file name holds the word
 */
import { spawnSync } from 'node:child_process';

const wanted = process.argv[2] ?? '';
const stages = [
  { project: 'unit', file: 'src/engine/claims.test.ts' },
  { project: 'unit', file: 'src/engine/unseen.test.ts' },
  { project: 'unit', file: 'src/engine/textClaims.test.ts' },
  { project: 'unit', file: 'src/engine/memory.test.ts' },
  { project: 'unit', file: 'src/engine/combinations.test.ts' },
  { project: 'gpu', file: 'src/engine/capture/captured.browser.test.ts' },
  { project: 'gpu', file: 'src/engine/capture/pictures.browser.test.ts' },
  { project: 'gpu', file: 'src/parts/encoders/textReplay.browser.test.ts' },
].filter(({ file }) => file.includes(wanted));

const env = { ...process.env, VITE_CLAIMS: '1' };
const failed = stages.filter(({ project, file }) => {
  const args = ['vitest', 'run', '--project', project, '--testTimeout=3600000', file];
  return spawnSync('npx', args, { stdio: 'inherit', env }).status !== 0;
});
process.exit(failed.length > 0 || stages.length === 0 ? 1 : 0);
