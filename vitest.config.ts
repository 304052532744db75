import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { launchOptions } from './scripts/browser.mjs';
import viteConfig from './vite.config.ts';

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      // Tests that draw numbers draw the same ones every time, unless asked for others.
      env: { SEED: process.env.SEED ?? '1' },
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            environment: 'node',
            testTimeout: 60_000,
            server: { deps: { inline: [/@tensorflow\//] } },
            include: ['{src,golden}/**/*.test.{ts,tsx}'],
            exclude: ['**/*.{browser,wgpu}.test.{ts,tsx}'],
          },
        },
        {
          extends: true,
          test: {
            name: 'gpu',
            include: ['{src,golden}/**/*.browser.test.{ts,tsx}'],
            testTimeout: 120_000,
            // A browser may stumble once; the log says so.
            retry: 1,
            browser: {
              enabled: true,
              headless: true,
              screenshotFailures: false,
              provider: playwright({ launchOptions }),
              instances: [{ browser: 'chromium' }],
            },
          },
        },
      ],
    },
  }),
);
