import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Items } from '../../data';
import { datasets } from '../../datasets';
import { bm25Scores } from '../../text/bm25';
import { textsOfRows } from '../../text/tokens';
import { bm25 } from '../bm25';
import { nearMisses } from '../nearMisses';

/** Texts of numbered words, padded to four; each is a class of its own unless said otherwise. */
function itemsOf(texts: readonly (readonly number[])[], more: Partial<Items> = {}): Items {
  return {
    count: texts.length,
    values: Float32Array.from(texts.flatMap((text) => [...text, 0, 0, 0, 0].slice(0, 4))),
    labels: Int32Array.from(texts.keys()),
    texts: texts.map(String),
    ...more,
  };
}

const knobs = (listLength: number) => ({ listLength }) as never;
const rows = (lists: Float32Array | undefined, length: number): number[][] =>
  Array.from({ length: (lists?.length ?? 0) / length }, (_, row) => [
    ...(lists?.subarray(row * length, (row + 1) * length) ?? []),
  ]);

let sentences: Data;
beforeAll(async () => {
  const readFile = () => Promise.reject(new Error('no files'));
  sentences = await datasets.sentences.load({ seed: 1, knobs: {}, readFile });
});

describe('lists by word overlap', () => {
  test('put the passage first that shares most words, then the next', () => {
    const items = itemsOf([[5, 6, 7], [5, 6, 7, 8], [5, 6], [5], [9]]);
    expect(rows(bm25.lists?.(items, knobs(3)), 3)[0]).toEqual([1, 2, 3]);
  });

  test('leave out the own class and whatever asks in a pair', () => {
    const pairs = Int32Array.of(0, 1, 2, 3);
    const labels = Int32Array.of(0, 0, 1, 1, 2);
    const items = itemsOf([[5, 6], [5, 6], [5, 6, 7], [5, 7], [5]], { pairs, labels });
    const lists = rows(bm25.lists?.(items, knobs(2)), 2);
    expect(lists[0]).toEqual([4, 3]);
    expect(lists[2]).toEqual([1, 4]);
  });

  test('come again from the start where there are fewer passages than wanted', () => {
    const pairs = Int32Array.of(0, 1, 2, 3);
    const labels = Int32Array.of(0, 0, 1, 1);
    const items = itemsOf([[5], [5], [6], [6]], { pairs, labels });
    expect(rows(bm25.lists?.(items, knobs(3)), 3)[0]).toEqual([3, 3, 3]);
  });

  test.each([
    ['data that are no texts', { texts: undefined }],
    ['data of one class', { labels: new Int32Array(3) }],
  ])('%s: every item stands in for itself', (_, more) => {
    const items = itemsOf([[5], [5, 6], [6]], more as Partial<Items>);
    expect(rows(bm25.lists?.(items, knobs(2)), 2)).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
  });

  test('texts without words give lists all the same', () => {
    const lists = rows(bm25.lists?.(itemsOf([[], [], []]), knobs(2)), 2);
    expect(lists[0]).toEqual([1, 2]);
  });

  test('of sentences hold no item of the same meaning, and are the best there are', () => {
    const { train, shape } = sentences;
    const lists = rows(bm25.lists?.(train, knobs(5)), 5);
    expect(lists).toHaveLength(train.count);
    const queries = new Set(train.pairs?.filter((_, at) => at % 2 === 0));
    const paired = [...new Set(train.pairs)];
    for (const item of paired)
      for (const other of lists[item] as number[]) {
        expect(train.labels[other]).not.toBe(train.labels[item]);
        expect(queries.has(other)).toBe(false);
      }
    const words = textsOfRows(train.values, shape[0] as number);
    const passages = [...words.keys()].filter((item) => !queries.has(item));
    const score = bm25Scores(passages.map((item) => words[item] as string[]));
    for (const item of paired.slice(0, 5)) {
      const scores = score(words[item] as string[]);
      const allowed = passages.flatMap((other, at) =>
        train.labels[other] === train.labels[item] ? [] : [scores[at] as number],
      );
      const best = allowed.sort((a, b) => b - a).slice(0, 5);
      const listed = (lists[item] as number[]).map((one) => scores[passages.indexOf(one)]);
      expect(listed).toEqual(best);
    }
  });

  test('are made once for all lanes and starts', () => {
    const lists = () => bm25.lists?.(sentences.train, knobs(5));
    expect(lists()).toBe(lists());
    expect(bm25.lists?.(sentences.train, knobs(6))).not.toBe(lists());
  });
});

describe('lists of near misses', () => {
  test('hold those given, again where there are fewer, and the item itself where there is none', () => {
    const given = { perItem: 2, items: Int32Array.of(1, 2, -1, 0, -1, -1) };
    const items = itemsOf([[5], [6], [7]], { nearMisses: given });
    expect(rows(nearMisses.lists?.(items, {} as never), 2)).toEqual([
      [1, 2],
      [0, 0],
      [2, 2],
    ]);
  });

  test('data without near misses: every item stands in for itself', () => {
    expect([...(nearMisses.lists?.(itemsOf([[5], [6]]), {} as never) ?? [])]).toEqual([0, 1]);
  });

  test('are as wide as what the source keeps', () => {
    for (const perItem of [0, 1, 3]) {
      const [kept] =
        nearMisses.state?.({ n: 4, d: 2, items: 5, nearMisses: perItem }, {} as never) ?? [];
      expect(kept?.shape).toEqual([5, Math.max(1, perItem)]);
    }
  });

  test('of sentences hold nothing of the same meaning but where there is no near miss', () => {
    const { train } = sentences;
    const lists = rows(nearMisses.lists?.(train, {} as never), 2);
    const queries = new Set(train.pairs?.filter((_, at) => at % 2 === 0));
    lists.forEach((list, item) => {
      for (const other of list)
        if (queries.has(item)) expect(train.labels[other]).not.toBe(train.labels[item]);
        else expect(other).toBe(item);
    });
  });
});
