import { describe, expect, test } from 'vitest';
import type { Data } from '../../data';
import { learnedEdits } from './learned';
import { sentences } from './sentences';
import { sentenceWords } from './words';

const data: Data = await sentences.load({ seed: 3, knobs: {}, readFile: () => Promise.reject() });
const { heldOut, editNames = [] } = data;

/** Unit rows, one for each held-out text. */
function rowsFrom(d: number, rowOf: (text: string, item: number) => readonly number[]) {
  const embeddings = new Float32Array(heldOut.count * d);
  (heldOut.texts ?? []).forEach((text, item) => {
    const row = rowOf(text, item);
    const length = Math.hypot(...row);
    embeddings.set(
      row.map((value) => value / length),
      item * d,
    );
  });
  return { embeddings, d };
}

const accuracies = (seen: Parameters<typeof learnedEdits>[1]) =>
  Object.fromEntries(learnedEdits(data, seen).kinds.map(({ name, value }) => [name, value]));

describe('what is told from edits', () => {
  test('is what a count by texts alone gives, kind by kind', () => {
    const seen = rowsFrom(3, (text, item) => [
      1,
      Math.sin(item * 12.9898 + text.length),
      Math.cos(item * 78.233),
    ]);
    const rowOf = (item: number) => [...seen.embeddings.subarray(3 * item, 3 * item + 3)];
    const near = (a: number, b: number) =>
      rowOf(a).reduce((sum, value, i) => sum + value * (rowOf(b)[i] as number), 0);
    // Every near miss is met once, and its anchor's rewrite is looked up in the list of pairs.
    const { perItem = 0, items = [], kinds = [] } = heldOut.nearMisses ?? {};
    const rewriteOf = new Map<number, number>();
    for (let at = 0; at < (heldOut.pairs?.length ?? 0); at += 2)
      rewriteOf.set(heldOut.pairs?.[at] as number, heldOut.pairs?.[at + 1] as number);
    const expected = editNames.map((name, kind) => {
      const anchors = Array.from(items, (item, at) => ({ item, kind: kinds[at], at }))
        .filter((one) => one.item >= 0 && one.kind === kind)
        .map(({ item, at }) => {
          const anchor = Math.floor(at / perItem);
          return near(anchor, rewriteOf.get(anchor) as number) > near(anchor, item);
        });
      return {
        name,
        value: anchors.filter(Boolean).length / anchors.length,
        count: anchors.length,
      };
    });
    const { kinds: measured } = learnedEdits(data, seen);
    expect(measured.map(({ name, count }) => [name, count])).toEqual(
      expected.map(({ name, count }) => [name, count]),
    );
    measured.forEach(({ value }, kind) => {
      expect(value).toBeCloseTo(expected[kind]?.value as number, 10);
    });
  });

  test('is everything for an encoder that knows the meaning, and a coin for one that has collapsed', () => {
    const byMeaning = rowsFrom(2, (_, item) => {
      const angle = (heldOut.labels[item] as number) * 0.37;
      return [Math.cos(angle), Math.sin(angle)];
    });
    const collapsed = rowsFrom(2, (_, item) => [1, item * 1e-9]);
    for (const name of editNames) {
      expect(accuracies(byMeaning)[name], name).toBe(1);
      expect(accuracies(collapsed)[name], name).toBe(0.5);
    }
  });

  test('is less than a coin for one that goes by words alone: a swap has the very same words', () => {
    const byWords = rowsFrom(sentenceWords.length, (text) => {
      const words = text.split(' ');
      return sentenceWords.map((word) => words.filter((one) => one === word).length);
    });
    expect(accuracies(byWords).role).toBe(0);
    expect(accuracies(byWords).number).toBeLessThan(0.1);
  });

  test('counts every held-out anchor once for each edit it was asked', () => {
    const { kinds } = learnedEdits(
      data,
      rowsFrom(1, () => [1]),
    );
    const count = Object.fromEntries(kinds.map((kind) => [kind.name, kind.count]));
    expect((count.role ?? 0) + (count.number ?? 0)).toBe(160);
    expect([count.negation, count.verb, count.place]).toEqual([160, 160, 160]);
  });
});
