import { expect, test } from 'vitest';
import { fromBlob } from './fileSource';
import { inPieces } from './inPieces';

const BYTES = Uint8Array.from({ length: 9 * 2 ** 20 }, (_, at) => (at * 7 + (at >> 12)) & 255);

function counted() {
  const source = fromBlob('big.zip', new Blob([BYTES]));
  const reads: [number, number][] = [];
  const bytes = (start: number, end: number) => {
    reads.push([start, end]);
    return source.bytes(start, end);
  };
  return { reads, pieces: inPieces({ ...source, bytes }) };
}

test('every part is what it is in the file, within a piece, across two and beyond the end', async () => {
  const { pieces } = counted();
  for (const [start, end] of [
    [0, 30],
    [4 * 2 ** 20 - 5, 4 * 2 ** 20 + 5],
    [8 * 2 ** 20 + 3, 9 * 2 ** 20 + 99],
    [BYTES.length, BYTES.length + 30],
  ] as const)
    expect(Buffer.compare(await pieces.bytes(start, end), BYTES.subarray(start, end))).toBe(0);
});

test('a thousand small parts are read in three', async () => {
  const { pieces, reads } = counted();
  for (let i = 0; i < 1000; i++) await pieces.bytes(i * 9000, i * 9000 + 100);
  expect(reads.filter(([start, end]) => end - start > 100)).toHaveLength(3);
});

test('a piece that could not be read is asked for again', async () => {
  const source = fromBlob('big.zip', new Blob([BYTES.slice(0, 100)]));
  let tries = 0;
  const pieces = inPieces({
    ...source,
    bytes: (start, end) =>
      tries++ === 0 ? Promise.reject(new Error('gone')) : source.bytes(start, end),
  });
  await expect(pieces.bytes(0, 10)).rejects.toThrow('gone');
  expect(await pieces.bytes(0, 10)).toEqual(BYTES.slice(0, 10));
});
