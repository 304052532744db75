/**
 * Makes a fresh clone ready to run. Uses Node alone, because node_modules may not exist yet.
 *
 *   node scripts/ready.mjs              packages            (npm start calls this first)
 *   node scripts/ready.mjs --browser    and a Chromium      (npm run bench calls this first)
 *   node scripts/ready.mjs --engines    and other browsers  (npm test calls this first)
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

/** @param {string} command @param {string[]} args @returns {boolean} whether it exited with 0 */
const run = (command, ...args) =>
  spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;

/** @param {string} line */
const say = (line) => console.log(`pushpull: ${line}`);

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old; version 20.19 or newer is needed.`);
  process.exit(1);
}

function packagesAreCurrent() {
  const installed = 'node_modules/.package-lock.json';
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs
  );
}

if (!packagesAreCurrent()) {
  say('installing the packages, once; this takes about a minute ...');
  if (!run('npm', 'ci', '--no-audit', '--no-fund')) {
    say('the packages could not be installed; see above. Check the connection and try again.');
    process.exit(1);
  }
}

const isAsked = (/** @type {string} */ flag) => process.argv.includes(flag);

/** Installs Debian packages, where that is possible. @param {string[]} packages */
const installFromDebian = (...packages) =>
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get') &&
  run('apt-get', 'update') &&
  run('apt-get', 'install', '-y', '--no-install-recommends', ...packages);

if (isAsked('--browser') || isAsked('--engines')) {
  const { findChromium } = await import('./browser.mjs');
  if (!findChromium()) say('looking for a Chromium to test in, once ...');
  const found =
    findChromium() ||
    (run('npx', 'playwright', 'install', 'chromium', '--no-shell') && findChromium()) ||
    (installFromDebian('chromium') && findChromium());
  if (!found) {
    say('no Chromium found. Run `npx playwright install chromium`, or set CHROMIUM_PATH to one.');
    process.exit(1);
  }
}

if (isAsked('--engines')) {
  const { notTestedHere, otherEngines } = await import('./otherEngines.mjs');
  const missing = otherEngines.filter(({ find }) => !find());
  if (missing.length > 0) {
    say(`looking for ${missing.map(({ name }) => name).join(' and ')} to test in, once ...`);
    installFromDebian(...missing.flatMap(({ packages }) => packages));
  }
  for (const line of notTestedHere()) say(`NOT TESTED HERE: ${line}`);
}
