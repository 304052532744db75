/**
 * What the tests run in besides Chromium: where it is, and which Debian packages bring it.
 * Shared by ready.mjs, test.mjs, wgpu.mjs and e2e/browsers.
 */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findChromium } from './browser.mjs';

/** @param {(string | undefined)[]} paths @returns {string | undefined} the first that exists */
const firstOf = (...paths) => paths.find((path) => path && existsSync(path));

/** @returns {string | undefined} $FIREFOX_PATH, or the system's Firefox */
export const findFirefox = () =>
  firstOf(
    process.env.FIREFOX_PATH,
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  );

/**
 * WebKitGTK's WebDriver, and a display for it to draw on without a screen.
 * @returns {{ driver: string, display: string } | undefined}
 */
export function findWebKit() {
  const [driver, display] = [firstOf('/usr/bin/WebKitWebDriver'), firstOf('/usr/bin/Xvfb')];
  return driver && display ? { driver, display } : undefined;
}

/**
 * What Deno needs for WebGPU without a GPU: the software one (SwiftShader) in Chromium's folder, and
 * the Vulkan library beside it.
 * @returns {{ folder: string, driver: string } | undefined}
 */
export function findWgpu() {
  // npm leaves the program out on systems that it is not made for.
  if (!existsSync('node_modules/@deno')) return;
  const chromium = findChromium();
  const folders = [chromium && dirname(realpathSync(chromium)), '/usr/lib/chromium'];
  for (const folder of folders) {
    const driver = join(folder ?? '', 'vk_swiftshader_icd.json');
    if (folder && existsSync(driver) && existsSync(join(folder, 'libvulkan.so.1')))
      return { folder, driver };
  }
}

/** The tests of each are skipped where it is not found. */
export const otherEngines = [
  { name: 'Firefox', find: findFirefox, packages: ['firefox-esr'] },
  { name: 'WebKit', find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
  { name: 'WebGPU of Firefox, in Deno', find: findWgpu, packages: ['chromium'] },
];

/** @returns {string[]} a line for each engine that is not found here */
export const notTestedHere = () =>
  otherEngines
    .filter(({ find }) => !find())
    .map(
      ({ name, packages }) => `${name}: not found; on Debian, install ${packages.join(' and ')}.`,
    );
