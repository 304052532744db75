import { createHash } from 'node:crypto';
import { readFile as readFromDisk } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import type { Data, Items } from '../../data';
import { bm25Scores } from '../../text/bm25';
import { wordsOf } from '../../text/tokens';
import { documents } from './documents';

const FILE = 'public/data/documents.json';

const load = (cueWords = 4, seed = 1): Promise<Data> =>
  documents.load({
    seed,
    knobs: { cueWords },
    readFile: async (path) =>
      new Uint8Array(await readFromDisk(`public/${path}`)).buffer as ArrayBuffer,
  });

let data: Data;
beforeAll(async () => {
  data = await load();
});

const side = (items: Items, which: 0 | 1) =>
  Array.from(
    (items.pairs ?? new Int32Array()).filter((_, at) => at % 2 === which),
    (item) => items.texts?.[item] ?? '',
  );

test('the file is the one its README describes, with its licence beside it', async () => {
  const file = await readFromDisk(FILE);
  expect(file.length).toBeLessThan(400_000);
  const readme = await readFromDisk('public/data/README.md', 'utf8');
  expect(readme).toContain(createHash('sha256').update(file).digest('hex'));
  expect(readme).toContain(`${file.length.toLocaleString('en')} bytes`);
  const licence = await readFromDisk('public/data/wordnet-licence.txt', 'utf8');
  expect(licence).toContain('WordNet 3.1 Copyright 2011 by Princeton University');
  expect(licence).toContain('Permission to use, copy, modify and distribute');
});

test('each entry is a query and its passage, four fifths of them to train on', () => {
  expect([data.train.count, data.heldOut.count]).toEqual([3992, 1000]);
  for (const items of [data.train, data.heldOut])
    for (let pair = 0; pair < items.count / 2; pair++)
      expect([...(items.pairs?.subarray(2 * pair, 2 * pair + 2) ?? [])]).toEqual([
        2 * pair,
        2 * pair + 1,
      ]);
});

test('a query has the name, the kind and as many words of the passage as the knob says', async () => {
  for (const cueWords of [1, 4]) {
    const { heldOut } = await load(cueWords);
    const passages = side(heldOut, 1);
    side(heldOut, 0).forEach((query, i) => {
      const [, cues = ''] = query.split('): ');
      const asked = cues.split(', ').filter(Boolean);
      expect(asked).toHaveLength(cueWords);
      const told = wordsOf(passages[i] as string);
      for (const word of asked) expect(told).toContain(word);
    });
  }
});

test('the vocabulary is of training words alone, with at most 3,000 of them', () => {
  const train = new Set(data.train.texts?.flatMap(wordsOf));
  const words = data.vocabulary?.slice(2) ?? [];
  expect(words.length).toBeGreaterThan(1000);
  expect(words.length).toBeLessThanOrEqual(3000);
  expect(words.filter((word) => !train.has(word))).toEqual([]);
});

test('most tokens of held-out passages are known words, else nothing could be learnt of them', () => {
  const length = data.shape[0] as number;
  const passages = Array.from({ length: data.heldOut.count / 2 }, (_, i) =>
    data.heldOut.values.subarray((2 * i + 1) * length, (2 * i + 2) * length),
  );
  const real = passages.flatMap((tokens) => [...tokens].filter((token) => token > 0));
  const known = real.filter((token) => token > 1);
  expect(known.length / real.length).toBeGreaterThan(0.8);
});

test('most held-out queries find their passage by word overlap, but others come close', () => {
  const score = bm25Scores(side(data.heldOut, 1).map(wordsOf));
  const margins = side(data.heldOut, 0).map((query, own) => {
    const scores = score(wordsOf(query));
    const best = scores.reduce((most, one, i) => (i === own ? most : Math.max(most, one)), 0);
    return best / (scores[own] as number);
  });
  const found = margins.filter((margin) => margin < 1).length / margins.length;
  expect(found).toBeGreaterThan(0.8);
  const close = margins.filter((margin) => margin > 0.5).length / margins.length;
  expect(close).toBeGreaterThan(0.3);
});

test('a damaged file is refused with its length', async () => {
  const loading = documents.load({
    seed: 1,
    knobs: { cueWords: 4 },
    readFile: async () => new ArrayBuffer(100),
  });
  await expect(loading).rejects.toThrow('100 bytes');
});
