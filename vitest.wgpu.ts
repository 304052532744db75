import { defineConfig, mergeConfig } from 'vitest/config';
import viteConfig from './vite.config.ts';

/**
 * Tests on a second implementation of WebGPU, that of Firefox (wgpu and naga), which Deno has too.
 * `scripts/wgpu.mjs` runs them: Vitest itself runs in Deno.
 */
export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      name: 'wgpu',
      environment: 'node',
      // Deno's worker threads can't be taken down as Vitest does it.
      pool: 'forks',
      maxWorkers: 2,
      env: { SEED: process.env.SEED ?? '1' },
      testTimeout: 120_000,
      setupFiles: ['scripts/inDeno.mjs'],
      server: { deps: { inline: [/@tensorflow\//] } },
      include: [
        'src/**/*.wgpu.test.ts',
        'src/engine/kernels/webgpu/*.browser.test.ts',
        'src/engine/step/*.browser.test.ts',
        'golden/**/*.browser.test.ts',
      ],
    },
  }),
);
