import { expect, test } from 'vitest';
import type { DataShown } from './dataShown';
import type { Report } from './messages';
import { packed, unpacked } from './packed';

const train = (texts: readonly string[] | null) => ({
  ...{ labels: Int32Array.of(0, 1, 0), thumbnails: Uint8Array.of(1, 2, 3), texts },
});
const ready = (texts: readonly string[] | null): Report =>
  ({
    ...{ type: 'ready', run: 7, device: { backend: 'cpu' } },
    data: { thumbnails: Uint8Array.of(4, 5), train: train(texts) } as unknown as DataShown,
  }) as unknown as Report;

const travelled = (report: Report): Report => {
  const { message, handedOver } = packed(report);
  return unpacked(structuredClone(message, { transfer: handedOver }));
};

test.each<[string, readonly string[] | null]>([
  ['texts, an empty one and an emoji among them', ['a b', '', '😀', 'שלום\u0000']],
  ['no texts', null],
])('what the worker says comes to the page as it was: %s', (_, texts) => {
  const report = travelled(ready(texts)) as Extract<Report, { type: 'ready' }>;
  expect([report.type, report.run]).toEqual(['ready', 7]);
  expect({ ...report.data.train, texts: report.data.train.texts }).toEqual(train(texts));
  expect(report.data.thumbnails).toEqual(Uint8Array.of(4, 5));
});

test('pictures are handed over, not copied, and texts are cut once', () => {
  const report = ready(['a', 'b']) as Extract<Report, { type: 'ready' }>;
  const { data } = travelled(report) as typeof report;
  expect(report.data.thumbnails.length).toBe(0);
  expect(report.data.train.thumbnails.length).toBe(0);
  expect(data.train.texts).toBe(data.train.texts);
});

test('other reports travel as they are', () => {
  const notice: Report = { type: 'notice', run: 1, message: 'x' };
  expect(packed(notice)).toEqual({ message: notice, handedOver: [] });
  expect(unpacked(notice)).toBe(notice);
});
