import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { openFiles } from '../open';
import { look, read } from './field.testing';

/** What `fixtures/makeTables.py` writes into each file. */
const TEXTS = [
  ...['plain', 'a, b', 'say "so"', "it's", 'two\nlines', 'tab\there', 'naïve – 日本 😀'],
  ...['#5; x|y', '1,5', ' x '],
];
const ROWS = Array.from({ length: 30 }, (_, i) => ({
  text: `${TEXTS[i % 10]} and more ${i}`,
  size: i % 7 === 3 ? null : i * 1234.5 - 2000,
  isNew: i % 3 === 0,
  label: i % 2 ? 'good' : 'bad',
}));

const FOLDER = new URL('../fixtures/tables/', import.meta.url);
const file = (name: string): GivenFile[] => [
  { path: name, blob: new Blob([readFileSync(new URL(name, FOLDER))]) },
];
const all = readdirSync(FOLDER).filter((name) => !name.endsWith('.md'));

/** The German file has no signs beyond Windows-1252. */
const written = (name: string, text: string) =>
  name.includes('german') ? text.replace(/[\u0100-\u2012\u2014-\u{10ffff}]/gu, '?') : text;

test.each(all)('%s, a table of awkward values, comes back cell by cell', async (name) => {
  const preview = await look(file(name));
  expect(preview.items).toBe(30);
  const opened = await openFiles(file(name), usualWish, {});
  if (opened.form !== 'parquet') {
    if (opened.form !== 'tables') throw new Error('no table');
    const [table] = opened.tables;
    const cells: string[] = [];
    const at = table?.columns.indexOf('text') ?? -1;
    for await (const batch of table?.rows({}) ?? [])
      for (const row of batch) cells.push(row.cells[at] as string);
    expect(cells).toEqual(ROWS.map(({ text }) => written(name, text)));
  }
  const roles = { kind: 'points', features: ['size', 'isNew'], label: 'label' } as const;
  const points = await look(file(name), { roles });
  const without = ROWS.filter(({ size }) => size === null).length;
  expect([points.used, points.problem]).toEqual([30 - without, null]);
  expect(points.classes).toEqual([
    { name: 'bad', count: 13 },
    { name: 'good', count: 13 },
  ]);
  const { data } = await read(file(name), { roles });
  const sizes = ROWS.flatMap(({ size }) => (size === null ? [] : [size]));
  const seen = [...data.train.values, ...data.heldOut.values].filter((_, i) => i % 2 === 0);
  // Values are scaled by the training rows, so they keep their order and distances.
  const sorted = seen.sort((a, b) => a - b);
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  sizes
    .sort((a, b) => a - b)
    .forEach((size, i) => {
      expect(((sorted[i] as number) - low) / (high - low)).toBeCloseTo(
        (size - least) / (most - least),
        4,
      );
    });
});

test('row numbers that pandas writes are named and not used', async () => {
  for (const name of ['pandas.csv', 'pandas-table.json']) {
    const { columns } = await look(file(name));
    expect(columns[0]?.use).toBe('not used: it numbers the rows');
  }
});

test.each([
  ['excel.xlsx', 'excel.csv'],
  ['arrow.feather', 'arrow.bin'],
  ['pandas.csv', 'pandas.xlsx'],
])('%s called %s is read as what it is', async (name, other) => {
  const [{ blob }] = file(name) as [GivenFile];
  const seen = await look([{ path: other, blob }]);
  const right = await look(file(name));
  expect(seen.items).toBe(30);
  expect(seen.columns).toEqual(right.columns);
});
