import { expect, test } from 'vitest';
import type { Items } from '../../parts/data';
import type { Roles } from '../../protocol/reading/wish';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { file, sentenceOf } from './given.testing';

const lines = (rows: readonly object[]) => [
  file('pairs.jsonl', rows.map((row) => JSON.stringify(row)).join('\n')),
];
const read = (rows: readonly object[], roles: Roles | null = null) =>
  readFiles(lines(rows), { ...usualWish, drawSeed: 2, roles });
const many = Array.from({ length: 20 }, (_, i) => ({
  query: `what is ${i}?`,
  passage: `it is number ${i}.`,
}));

/** Each pair of a side in words. */
const pairsOf = ({ pairs, texts }: Items) =>
  Array.from({ length: (pairs?.length ?? 0) / 2 }, (_, i) =>
    [0, 1].map((end) => texts?.[pairs?.[2 * i + end] as number]),
  );

test('pairs are split by pair, each text an item, query and passage of one class', async () => {
  const preview = await previewFiles(lines(many), usualWish);
  expect(preview).toMatchObject({
    kind: 'text',
    pairs: 20,
    items: 40,
    used: 20,
    classes: [],
    memoryBytes: 40 * 32 * 4,
    roles: { kind: 'pairs', query: 'query', passage: 'passage' },
  });
  const { data } = await read(many);
  expect([data.train.count, data.heldOut.count]).toEqual([32, 8]);
  const all = [...pairsOf(data.train), ...pairsOf(data.heldOut)];
  expect(all.sort()).toEqual(many.map(({ query, passage }) => [query, passage]).sort());
  for (const side of [data.train, data.heldOut])
    for (let i = 0; i < (side.pairs?.length ?? 0); i += 2)
      expect(side.labels[side.pairs?.[i] as number]).toBe(
        side.labels[side.pairs?.[i + 1] as number],
      );
  expect(data.classNames.length).toBe(20);
  expect(data.train.nearMisses).toBeUndefined();
});

test('no text is on both sides, even where pairs share texts', async () => {
  const shared = many.flatMap(({ query, passage }, i) => [
    { query, passage },
    { query, passage: `also ${i >> 1}` },
  ]);
  const { data } = await read(shared);
  expect(data.train.texts?.filter((text) => data.heldOut.texts?.includes(text))).toEqual([]);
  expect(pairsOf(data.train).length + pairsOf(data.heldOut).length).toBe(40);
});

test('given negatives are near misses of their query', async () => {
  const { data } = await read(many.map((row, i) => ({ ...row, negative: `it is not ${i}` })));
  const { nearMisses, texts, pairs, labels } = data.train;
  expect(nearMisses?.perItem).toBe(4);
  for (let i = 0; i < (pairs?.length ?? 0); i += 2) {
    const query = pairs?.[i] as number;
    const miss = nearMisses?.items[query * 4] as number;
    expect(texts?.[miss]).toBe(texts?.[query]?.replace('what is ', 'it is not ').replace('?', ''));
    expect(labels[miss]).not.toBe(labels[query]);
    expect(nearMisses?.items[query * 4 + 1]).toBe(-1);
  }
});

test('a column that says whether two texts belong together makes pairs and near misses', async () => {
  const rows = many.flatMap(({ query, passage }, i) => [
    { sentence1: query, sentence2: passage, label: 1 },
    { sentence1: query, sentence2: `quite another ${i}`, label: 0 },
  ]);
  const preview = await previewFiles(lines(rows), usualWish);
  expect(preview.roles).toEqual({
    kind: 'pairs',
    query: 'sentence1',
    passage: 'sentence2',
    same: 'label',
  });
  const { data } = await read(rows);
  expect(pairsOf(data.train).length + pairsOf(data.heldOut).length).toBe(20);
  expect(data.train.nearMisses?.items.some((item) => item >= 0)).toBe(true);
});

test('what can’t be a pair is left out and told', async () => {
  const rows = [
    ...many,
    many[0] as object,
    { query: 'same', passage: 'same' },
    { query: 'no end', passage: '' },
  ];
  const { leftOut, data } = await read(rows);
  expect(pairsOf(data.train).length + pairsOf(data.heldOut).length).toBe(20);
  expect(leftOut).toEqual([
    { what: 'rows with an empty text', count: 1, examples: ['pairs.jsonl, line 23'] },
    { what: 'pairs that come twice', count: 1, examples: ['what is 0?'] },
    { what: 'pairs of a text with itself', count: 1, examples: ['same'] },
  ]);
});

test('too few pairs, or pairs that all hang together, are refused', async () => {
  expect(
    await sentenceOf(read(many.slice(0, 3), { kind: 'pairs', query: 'query', passage: 'passage' })),
  ).toBe('There are only 3 pairs; there must be 4 at least.');
  expect(
    await sentenceOf(
      read(
        many.map(({ query }) => ({ query, passage: 'yes' })),
        { kind: 'pairs', query: 'query', passage: 'passage' },
      ),
    ),
  ).toBe(
    'Nearly all pairs share texts with one another, so none can be held out without being seen in training.',
  );
});

test('the split of files called train and test is kept, without what both share', async () => {
  const csv = (rows: readonly { query: string; passage: string }[]) =>
    `query,passage\n${rows.map(({ query, passage }) => `${query},${passage}`).join('\n')}`;
  const given = [
    file('train.csv', csv(many.slice(0, 15))),
    file('test.csv', csv([...many.slice(15), many[0] as (typeof many)[0]])),
  ];
  const { data, leftOut } = await readFiles(given, usualWish);
  expect([pairsOf(data.train).length, pairsOf(data.heldOut).length]).toEqual([14, 6]);
  expect(leftOut).toEqual([{ what: 'pairs that come twice', count: 1, examples: ['what is 0?'] }]);
});
