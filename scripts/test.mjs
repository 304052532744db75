/**
 * npm test: everything a change has to pass, in the order in which it fails fastest, and one line
 * at the end with how many tests passed and failed. A stage that can't run counts as one failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const ready = spawnSync('node', ['scripts/ready.mjs', '--browser'], { stdio: 'inherit' });
if (ready.status !== 0) process.exit(1);

rmSync('.cache/results', { recursive: true, force: true });
mkdirSync('.cache/results', { recursive: true });

let passed = 0;
let failed = 0;

/**
 * @param {string} name
 * @param {string[]} command
 * @param {(() => { passed: number, failed: number }) | null} count reads what the stage wrote
 */
function stage(name, command, count = null) {
  console.log(`\n── ${name}: ${command.join(' ')}`);
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, { stdio: 'inherit' });
  let counted = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
  try {
    if (count) counted = count();
  } catch {
    counted = { passed: 0, failed: 1 };
  }
  if (status !== 0 && counted.failed === 0) counted.failed = 1;
  passed += counted.passed;
  failed += counted.failed;
}

/** @param {string} file */
const json = (file) => JSON.parse(readFileSync(`.cache/results/${file}`, 'utf8'));

/** @param {string} file */
const fromVitest = (file) => () => {
  const { numPassedTests, numFailedTests, numFailedTestSuites } = json(file);
  return {
    passed: numPassedTests,
    failed: Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0),
  };
};

const fromPlaywright = () => {
  const { expected, flaky, unexpected } = json('e2e.json').stats;
  return { passed: expected + flaky, failed: unexpected };
};

const vitest = (/** @type {string} */ project) => [
  ...['npx', 'vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'],
  `--outputFile.json=.cache/results/${project}.json`,
];

stage('lint', ['npx', 'biome', 'check', '--error-on-warnings']);
stage('types', ['npx', 'tsc']);
stage('unit', vitest('unit'), fromVitest('unit.json'));
stage('gpu', vitest('gpu'), fromVitest('gpu.json'));
stage('e2e', ['npx', 'playwright', 'test'], fromPlaywright);

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
