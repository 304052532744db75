import { expect, test } from 'vitest';
import { giveFiles } from './giveFiles';
import type { GivenFile } from './reading/given';
import type { Progress } from './reading/task';

const folder = (count: number): GivenFile[] =>
  Array.from({ length: count }, (_, i) => ({ path: `a/${i}.png`, blob: new Blob() }));

/** As long as a browser takes for a few hundred files. */
const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
};

test('all files of a folder are given, each once and in order', async () => {
  const files = folder(1000);
  const got: GivenFile[] = [];
  await giveFiles(files, (more) => got.push(...more));
  expect(got).toEqual(files);
});

test('no message is large, and between messages the page has its turn', async () => {
  const sizes: number[] = [];
  let turns = 0;
  const others = new MessageChannel();
  others.port1.onmessage = () => {
    turns++;
    others.port2.postMessage(null);
  };
  others.port2.postMessage(null);
  const told: Progress[] = [];
  await giveFiles(
    folder(160),
    (more) => {
      sizes.push(more.length);
      busy(10);
    },
    { progress: (progress) => told.push(progress) },
  );
  others.port1.close();
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  expect(turns).toBeGreaterThanOrEqual(sizes.length - 2);
  expect(told[0]).toMatchObject({ doing: 'Listing the files', of: 160 });
});

test('what is stopped half way sends no more', async () => {
  const stop = new AbortController();
  let sent = 0;
  const under = giveFiles(
    folder(1000),
    () => {
      if (++sent === 3) stop.abort();
    },
    { signal: stop.signal },
  );
  await expect(under).rejects.toBe(stop.signal.reason);
  expect(sent).toBe(3);
});
