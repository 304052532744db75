/**
 * What the tests run in besides Chromium: other browsers. Where they are, and which Debian packages
 * bring them. Uses Node alone. Shared by ready.mjs, test.mjs and e2e/browsers.
 */
import { existsSync } from 'node:fs';

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

/** The tests of each are skipped where it is not found. */
export const otherEngines = [
  { name: 'Firefox', find: findFirefox, packages: ['firefox-esr'] },
  { name: 'WebKit', find: findWebKit, packages: ['webkit2gtk-driver', 'xvfb'] },
];

/** @returns {string[]} a line for each engine that is not found here */
export const notTestedHere = () =>
  otherEngines
    .filter(({ find }) => !find())
    .map(
      ({ name, packages }) => `${name}: not found; on Debian, install ${packages.join(' and ')}.`,
    );
