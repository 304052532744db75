/**
 * npm run test:wgpu: tests in Deno, whose WebGPU is Firefox's (wgpu), on the software GPU that
 * comes with Chromium. Takes what Vitest takes.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { findWgpu } from './otherEngines.mjs';

const gpu = findWgpu();
if (!gpu) {
  console.error('pushpull: Deno or the software GPU that comes with Chromium is not found.');
  process.exit(1);
}

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.wgpu.ts'];
const { status } = spawnSync(
  process.execPath,
  [
    ...['node_modules/deno/bin.cjs', 'run', '--allow-all', '--node-modules-dir=manual'],
    ...vitest,
    ...process.argv.slice(2),
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LD_LIBRARY_PATH: gpu.folder,
      VK_ICD_FILENAMES: gpu.driver,
      DENO_DIR: resolve('.cache/deno'),
      DENO_NO_UPDATE_CHECK: '1',
    },
  },
);
process.exit(status ?? 1);
