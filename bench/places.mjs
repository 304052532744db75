/** Where rows are measured, each on its own: a fresh Chromium, or a process of Node. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { launchOptions } from '../scripts/browser.mjs';
import { pageServer, root } from './load.mjs';

/** Dawn for Node, 130 MB: got when it is first asked for, so that no one else has to wait for it. */
const WEBGPU = 'webgpu@0.6.2';

/**
 * A row; or why there is none, and whether that was for lack of time.
 * @typedef {{ row?: any, error?: string, late?: boolean }} Measured
 * @typedef {{
 *   device: string,
 *   measure(recipe: string, engine: string, options: object, limit: number): Promise<Measured>,
 *   close(): Promise<void>,
 * }} Place
 */

/** @param {{ gpu: boolean }} options whether to use the machine's GPU @returns {Promise<Place>} */
async function browser({ gpu }) {
  const args = launchOptions.args.filter((arg) => !gpu || !arg.includes('swiftshader'));
  const launch = () => chromium.launch({ ...launchOptions, args });
  const { server, url } = await pageServer();
  const version = await firstVisit(await launch(), url);
  return {
    device: `Chromium ${version}`,
    async measure(recipe, engine, options, limit) {
      const chrome = await launch();
      /** @type {NodeJS.Timeout | undefined} */
      let timer;
      const late = new Promise((resolve) => {
        timer = setTimeout(resolve, 1000 * limit, {
          error: `it took more than ${Math.round(limit)} s`,
          late: true,
        });
      });
      try {
        const page = await chrome.newPage();
        await page.goto(url);
        const measured = page
          .evaluate(
            ([...args]) => /** @type {any} */ (globalThis).measureRow(...args),
            [recipe, engine, options],
          )
          .then(
            (row) => ({ row }),
            (error) => ({ error: String(error.message).split('\n')[0] }),
          );
        return /** @type {Measured} */ (await Promise.race([measured, late]));
      } finally {
        clearTimeout(timer);
        await chrome.close();
      }
    },
    close: () => server.close(),
  };
}

/**
 * Has Vite prepare everything once, so that no row waits for it.
 * @param {import('playwright').Browser} chrome @param {string} url
 */
async function firstVisit(chrome, url) {
  const page = await chrome.newPage();
  await page.goto(url);
  await page.waitForFunction(() => 'measureRow' in globalThis, null, { timeout: 60_000 });
  const version = chrome.version();
  await chrome.close();
  return version;
}

/** @param {{ null: boolean }} options whether nothing is to be computed @returns {Promise<Place>} */
async function node({ null: forceNull }) {
  if (!existsSync(`${root}.cache/webgpu/node_modules/webgpu`)) {
    console.log(`getting ${WEBGPU}, once ...`);
    const args = ['install', '--prefix', `${root}.cache/webgpu`, '--no-audit', '--no-fund', WEBGPU];
    const { status } = spawnSync('npm', args, { stdio: 'inherit' });
    if (status !== 0) throw new Error(`npm could not install ${WEBGPU}.`);
  }
  const run = (/** @type {string[]} */ args, /** @type {number} */ limit) =>
    spawnSync('node', ['bench/inNode.mjs', ...args], {
      ...{ cwd: root, encoding: 'utf8', timeout: 1000 * limit, killSignal: 'SIGKILL' },
    });
  const found = forceNull ? '' : run(['any', 'adapter'], 60).stdout.trim();
  const adapter = found ? 'any' : 'null';
  return {
    device: `Node ${process.version}, ${found || "Dawn's null adapter (computes nothing)"}`,
    async measure(recipe, engine, options, limit) {
      if (engine === 'tfjs-webgl') return { error: 'there is no WebGL in Node' };
      const { stdout, stderr, error } = run(
        [adapter, recipe, engine, JSON.stringify(options)],
        limit,
      );
      if (error) return { error: `it took more than ${Math.round(limit)} s`, late: true };
      try {
        return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
      } catch {
        return { error: stderr.trim().split('\n').at(-1) ?? 'it gave no row' };
      }
    },
    close: async () => {},
  };
}

export const places = { browser, node };
