import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/browser.mjs';

const PORT = 4173;

/** End-to-end tests drive the built page under a sub-path, with its content security policy on. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: '.cache/playwright',
  workers: 2,
  timeout: 120_000,
  // A browser may stumble once; the end of `npm test` says where.
  retries: 1,
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${PORT}/sub/path/`,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions,
  },
  // What is timed has the machine to itself, when all else is done.
  projects: [
    { name: 'paths', testIgnore: /responsive/ },
    { name: 'responsive', testMatch: /responsive/, dependencies: ['paths'] },
  ],
  webServer: {
    command: `npm run build && npx vite preview --host 127.0.0.1 --port ${PORT} --strictPort --base /sub/path/`,
    url: `http://127.0.0.1:${PORT}/sub/path/`,
    reuseExistingServer: false,
    timeout: 180_000,
  },
});
