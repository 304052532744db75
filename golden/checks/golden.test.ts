import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenBackend } from '../../src/engine/device/ladder';
import { openInNode } from '../../src/engine/run/inNode.testing';
import { checkFile, type FileResult } from './check';
import { checkFolder, linesOf, summaryOf } from './folder';
import type { GoldenCase, GoldenFile } from './format';
import { adapters } from './table';

const FOLDER = 'golden';
const files = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const textOf = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

describe.each(['cpu', 'wasm'] as const)('on %s', (backend) => {
  let opened: OpenBackend;
  beforeAll(async () => {
    opened = await openInNode(backend);
    expect(opened.name).toBe(backend);
  });
  afterAll(() => opened.close());

  test.each(files)('%s agrees with the reference within its tolerance', async (file) => {
    const { outcome, failures, compared } = await checkFile(file, () => textOf(file));
    expect(failures).toEqual([]);
    expect(outcome).toBe('passed');
    expect(compared).toBeGreaterThan(0);
  });
});

describe('the check itself', () => {
  let opened: OpenBackend;
  beforeAll(async () => {
    opened = await openInNode('cpu');
  });
  afterAll(() => opened.close());

  /** The first case of a file alone, with its expectations changed. */
  const changed = (file: string, change: (value: number) => number): Promise<FileResult> => {
    const { name, cases } = JSON.parse(textOf(file)) as GoldenFile;
    const [first] = cases;
    const expected = JSON.parse(JSON.stringify(first?.expected), (_key, value) =>
      typeof value === 'number' ? change(value) : value,
    );
    const text = JSON.stringify({ name, cases: [{ ...first, expected }] });
    return checkFile('of-another-name.json', () => text);
  };

  test.each(files)('every key of %s fails once it expects something else', async (file) => {
    const right = await changed(file, (value) => value);
    expect(right.outcome).toBe('passed');
    const wrong = await changed(file, (value) => value + 0.1 + Math.abs(value) / 10);
    expect(wrong.outcome).toBe('failed');
    expect(wrong.failures.length).toBe(wrong.compared);
    expect(wrong.compared).toBe(right.compared);
  });

  test('a small deviation in one gradient fails and is named in words', async () => {
    const text = textOf('loss_nt_xent.json');
    const file = JSON.parse(text);
    file.cases[1].expected.grad.z2[3][5] += 0.001;
    const result = await checkFile('loss_nt_xent.json', () => JSON.stringify(file));
    expect(result.failures).toHaveLength(1);
    expect(linesOf(result)).toMatch(
      /^FAILED +loss_nt_xent\.json\n +case medium, grad\.z2: got \S+ at entry 29, expected \S+, error \S+ against tolerance 0\.0001$/,
    );
  });

  test('a folder with files that are unknown, damaged, empty or no example', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'golden-'));
    const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
    write(
      'loss_from_the_future.json',
      '{"name":"x","cases":[{"name":"a","inputs":{},"params":{},"expected":{},"tolerance":{}}]}',
    );
    write('loss_nt_xent.json', textOf('loss_nt_xent.json').slice(0, 5000));
    write('loss_info_nce.json', '[]');
    write('optim_adam.json', '{"name":"optim_adam","cases":[{"name":"a","inputs":{}}]}');
    write('metric_pca.json', textOf('metric_pca.json'));
    write('notes.txt', 'not looked at');
    const lines: string[] = [];
    const results = await checkFolder(folder, (result) => lines.push(linesOf(result)));
    expect(lines).toEqual([
      expect.stringMatching(/^not offered yet +loss_from_the_future\.json$/),
      expect.stringMatching(
        /^FAILED +loss_info_nce\.json\n +can't be read: it has no list of cases$/,
      ),
      expect.stringMatching(/^FAILED +loss_nt_xent\.json\n +can't be read: it is not JSON \(/),
      expect.stringMatching(/^passed +metric_pca\.json: 6 cases/),
      expect.stringMatching(/^FAILED +optim_adam\.json\n +can't be read: case a has no params$/),
    ]);
    expect(summaryOf(results)).toBe('1 passed, 3 failed');
  });

  test('where the reference divides 0 by 0, without any positive, the loss is 0 and so is its slope', async () => {
    const { cases } = JSON.parse(textOf('miner_facenet_semihard_fallback.json')) as GoldenFile;
    const one = cases.find(({ name }) => name === 'no_positive') as GoldenCase;
    const answers = await adapters.miner_facenet_semihard_fallback?.(one);
    expect(answers?.flatMap(({ got }) => Array.from(got, Math.abs))).toEqual(Array(13).fill(0));
  });

  test('faults of the reference are not imitated', async () => {
    const { name, cases } = JSON.parse(textOf('loss_nt_xent.json')) as GoldenFile;
    const [first] = cases;
    const variants = [
      { ...first, name: 'collapsed_REFERENCE_BUG', expected: { loss: 99 } },
      { ...first, name: 'raises', expected: { error: 'ValueError' } },
      { ...first, name: 'not_finite', expected: { loss: 'NaN' } },
      { ...first, name: 'listed', expected: { loss: 99 }, nonfinite_expected: ['loss'] },
    ];
    const check = (list: unknown[]) =>
      checkFile('a.json', () => JSON.stringify({ name, cases: list }));
    expect(await check(variants)).toMatchObject({ outcome: 'passed', compared: 0 });
    const nothing = await check([{ ...first, name: 'other', expected: { other: 1 } }]);
    expect(nothing.failures).toEqual(['case other: nothing in it could be compared']);
  });
});
