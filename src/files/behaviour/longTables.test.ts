import { expect, test } from 'vitest';
import type { FileSource } from '../bytes/fileSource';
import { openCsv } from '../formats/tables/csvTable';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { reviews, two, wish } from './tables.testing';

test('a read can be followed and stopped', async () => {
  const big = two(reviews(100_000));
  const seen: number[] = [];
  await previewFiles(big, wish, { progress: ({ done, of }) => seen.push(done / of) });
  expect(seen.length).toBeGreaterThan(2);
  const resets = seen.filter((share, i) => i > 0 && share < (seen[i - 1] as number)).length;
  expect(resets).toBeLessThan(2);
  expect(seen.at(-1)).toBe(1);
  const stop = new AbortController();
  const stopped = readFiles(big, wish, { signal: stop.signal, progress: () => stop.abort() });
  await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('a table of 50 MB is read piece by piece: no more is asked for than has been read', async () => {
  const PIECES = 500;
  let asked = 0;
  let ahead = 0;
  let rowsRead = 0;
  const piece = (at: number) =>
    new TextEncoder().encode(
      Array.from(
        { length: 1000 },
        (_, i) => `"${'word '.repeat(18)}${at} ${i}",${i % 2 ? 'a' : 'b'}\n`,
      ).join(''),
    );
  const source: FileSource = {
    path: 'big.csv',
    size: PIECES * 100_000,
    bytes: async () => new TextEncoder().encode('text,label\n'),
    stream: () => {
      let at = 0;
      return new ReadableStream(
        {
          pull(controller) {
            asked++;
            if (at === 0) controller.enqueue(new TextEncoder().encode('text,label\n'));
            controller.enqueue(piece(at++));
            if (at === PIECES) controller.close();
          },
        },
        { highWaterMark: 0 },
      );
    },
  };
  const table = await openCsv(source, {});
  asked = 0;
  for await (const batch of table.rows({})) {
    rowsRead += batch.length;
    ahead = Math.max(ahead, asked - rowsRead / 1000);
  }
  expect(rowsRead).toBe(PIECES * 1000);
  expect(ahead).toBeLessThan(3);
});
