/**
 * npm test: everything a change has to pass, in the order in which it fails fastest, and one line
 * at the end with how many tests passed and failed. A stage that can't run counts as one failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const ready = spawnSync('node', ['scripts/ready.mjs', '--engines'], { stdio: 'inherit' });
if (ready.status !== 0) process.exit(1);
// Not before the packages are there.
const { findWgpu, notTestedHere } = await import('./otherEngines.mjs');

rmSync('.cache/results', { recursive: true, force: true });
mkdirSync('.cache/results', { recursive: true });

let passed = 0;
/** What failed, with its first lines, told again at the very end. @type {string[]} */
const failures = [];
/** What passed at the second try alone. @type {string[]} */
const stumbles = [];

/**
 * @param {string} name
 * @param {string[]} command
 * @param {(() => { passed: number, failures: string[] }) | null} read what the stage wrote
 */
function stage(name, command, read = null) {
  console.log(`\n── ${name}: ${command.join(' ')}`);
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  /** @type {{ passed: number, failures: string[] }} */
  let result = { passed: status === 0 ? 1 : 0, failures: [] };
  try {
    if (read) result = read();
  } catch {
    result = { passed: 0, failures: [] };
  }
  const isUntold = status !== 0 && result.failures.length === 0;
  passed += result.passed;
  failures.push(...(isUntold ? [`${name} ended with exit code ${status}`] : result.failures));
}

/** @param {string} file */
const json = (file) => JSON.parse(readFileSync(`.cache/results/${file}`, 'utf8'));

/** @param {string} text */
const firstLines = (text) => text.split('\n').slice(0, 12).join('\n    ');

/** @param {string} file */
const fromVitest = (file) => () => {
  const { numPassedTests, testResults } = json(file);
  const found = [];
  for (const { name, status, message, assertionResults } of testResults) {
    const broken = assertionResults.filter((/** @type {any} */ one) => one.status === 'failed');
    for (const { fullName, failureMessages } of broken)
      found.push(`${name} › ${fullName}\n    ${firstLines(failureMessages.join('\n'))}`);
    if (status === 'failed' && broken.length === 0)
      found.push(`${name}\n    ${firstLines(message)}`);
  }
  return { passed: numPassedTests, failures: found };
};

const fromPlaywright = () => {
  const { stats, suites, errors } = json('e2e.json');
  const found = errors.map((/** @type {any} */ one) => firstLines(one.message));
  const visit = (/** @type {any} */ suite) => {
    for (const { title, file, ok, tests } of suite.specs ?? []) {
      const said = tests.flatMap(
        (/** @type {any} */ test) => test.results[0]?.error?.message ?? [],
      );
      const told = `${file} › ${title}\n    ${firstLines(said.join('\n'))}`;
      if (!ok) found.push(told);
      else if (said.length > 0) stumbles.push(told);
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of suites) visit(suite);
  return { passed: stats.expected + stats.flaky, failures: found };
};

const reporters = (/** @type {string} */ project) => [
  ...['--reporter=default', '--reporter=json'],
  `--outputFile.json=.cache/results/${project}.json`,
];
const vitest = (/** @type {string} */ project) => [
  ...['npx', 'vitest', 'run', '--project', project],
  ...reporters(project),
];

stage('lint', ['npx', 'biome', 'check', '--error-on-warnings']);
stage('types', ['npx', 'tsc']);
stage('unit', vitest('unit'), fromVitest('unit.json'));
stage('gpu', vitest('gpu'), fromVitest('gpu.json'));
if (findWgpu())
  stage('wgpu', ['node', 'scripts/wgpu.mjs', ...reporters('wgpu')], fromVitest('wgpu.json'));
stage('e2e', ['npx', 'playwright', 'test'], fromPlaywright);

const missing = notTestedHere();
if (missing.length > 0) console.log(`\n── NOT TESTED HERE\n\n${missing.join('\n')}`);
if (stumbles.length > 0) console.log(`\n── passed at the second try\n\n${stumbles.join('\n\n')}`);
if (failures.length > 0) console.log(`\n── failed\n\n${failures.join('\n\n')}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exit(failures.length > 0 ? 1 : 0);
