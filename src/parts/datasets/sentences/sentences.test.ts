import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Items } from '../../data';
import { editNames, type Meaning } from './grammar';
import { sentences } from './sentences';
import { LONGEST, nouns, numbers, places, sentenceWords, verbs } from './words';

let data: Data;
let sides: Items[];
beforeAll(async () => {
  data = await sentences.load({ seed: 1, knobs: {}, readFile: () => Promise.reject() });
  sides = [data.train, data.heldOut];
});

const wordsOf = ({ texts }: Items, item: number): string[] => texts?.[item]?.split(' ') ?? [];

/** Reads a sentence as a person would, from its words alone. */
function understood(words: readonly string[]): Meaning {
  const place = places.findIndex((one) => ` ${words.join(' ')} `.includes(` ${one.join(' ')} `));
  // Time, place and the clause about the subject say nothing of who did what to whom.
  const core = words
    .join(' ')
    .replace(places[place]?.join(' ') ?? '', '')
    .replace(/\b(today|(two|three) days ago)\b/, '')
    .replace(/that was (not )?(hungry|tired|old|happy)/, '')
    .split(' ')
    .filter(Boolean);
  const nounOf = (word = '') => nouns.findIndex((both) => both.flat().includes(word));
  const named = core.filter((word) => nounOf(word) >= 0);
  const verbAt = core.findIndex((word) => verbs.some((both) => both.flat().includes(word)));
  const isPassive = core.includes('by');
  const [first, second] = named.map(nounOf);
  const [subject, object] = isPassive ? [second, first] : [first, second];
  const objectAt = core.indexOf(named[isPassive ? 0 : 1] ?? '', isPassive ? 0 : verbAt);
  return {
    subject: subject as number,
    verb: verbs.findIndex((both) => both.flat().includes(core[verbAt] ?? '')),
    object: object as number,
    place,
    number: numbers.indexOf(core[objectAt - 1] as 'the'),
    isNegated: core.includes('not') || core.includes('never'),
  };
}

const fields = ['subject', 'verb', 'object', 'place', 'number', 'isNegated'] as const;
const changedIn = (a: Meaning, b: Meaning) => fields.filter((field) => a[field] !== b[field]);

/** Every near miss: its anchor, itself, and the name of the edit. */
const nearMissesOf = ({ count, nearMisses }: Items) =>
  Array.from({ length: count }, (_, anchor) => anchor).flatMap((anchor) => {
    const { perItem = 0, items = [], kinds = [] } = nearMisses ?? {};
    return Array.from({ length: perItem }, (_, turn) => anchor * perItem + turn)
      .filter((at) => items[at] !== -1)
      .map((at) => ({
        anchor,
        item: items[at] as number,
        edit: data.editNames?.[kinds[at] as number] as string,
      }));
  });

describe('sentences', () => {
  test('are thousands, of about a hundred words and at most 22 tokens', () => {
    expect([data.train.count, data.heldOut.count]).toEqual([6400, 960]);
    expect(data.train.pairs).toHaveLength(2 * 1600);
    expect(data.heldOut.pairs).toHaveLength(2 * 160);
    expect(sentenceWords.length).toBeGreaterThan(90);
    expect(sentenceWords.length).toBeLessThan(130);
    const longest = Math.max(...sides.flatMap((side) => lengthsOf(side)));
    expect(longest).toBe(LONGEST);
    expect(data.shape).toEqual([LONGEST]);
  });

  test('say in words what their tokens say', () => {
    for (const side of sides)
      for (let item = 0; item < side.count; item += 7) {
        const tokens = side.values.subarray(item * LONGEST, (item + 1) * LONGEST);
        const read = [...tokens].filter((token) => token > 0).map((one) => data.vocabulary?.[one]);
        expect(read).toEqual(wordsOf(side, item));
      }
  });

  test('mean what their class says, told from their words alone', () => {
    for (const side of sides)
      for (let item = 0; item < side.count; item++) {
        const name = data.classNames[side.labels[item] as number]?.split(' ') ?? [];
        expect(changedIn(understood(wordsOf(side, item)), understood(name))).toEqual([]);
      }
  });

  test('pair an anchor with the other voice and with none of its own nouns and verbs', () => {
    for (const side of sides)
      for (let at = 0; at < (side.pairs?.length ?? 0); at += 2) {
        const [anchor, rewrite] = [0, 1].map((i) =>
          wordsOf(side, side.pairs?.[at + i] as number),
        ) as [string[], string[]];
        expect(anchor.includes('by')).not.toBe(rewrite.includes('by'));
        const told = new Set([...nouns.flat(2), ...verbs.flat(2)]);
        expect(anchor.filter((word) => told.has(word) && rewrite.includes(word))).toEqual([]);
      }
  });

  test('have near misses that differ from their anchor in what the edit says and nothing else', () => {
    const changes: Readonly<Record<string, readonly string[]>> = {
      role: ['subject', 'object'],
      negation: ['isNegated'],
      number: ['number'],
      verb: ['verb'],
      place: ['place'],
    };
    for (const side of sides)
      for (const { anchor, item, edit } of nearMissesOf(side)) {
        const [own, other] = [wordsOf(side, anchor), wordsOf(side, item)];
        expect(changedIn(understood(own), understood(other))).toEqual(changes[edit]);
        if (edit === 'role') expect([...other].sort()).toEqual([...own].sort());
        if (edit === 'number' || edit === 'verb') {
          expect(other).toHaveLength(own.length);
          expect(other.filter((word, i) => word !== own[i])).toHaveLength(1);
        }
        if (edit === 'negation') expect(Math.abs(other.length - own.length)).toBeLessThan(3);
      }
  });

  test('have two near misses for each anchor in training and all five kinds when held out', () => {
    const counted = (side: Items) => {
      const edits = nearMissesOf(side).map(({ edit }) => edit);
      return Object.fromEntries(
        editNames.map((name) => [name, edits.filter((edit) => edit === name).length]),
      );
    };
    const [train, heldOut] = [counted(data.train), counted(data.heldOut)];
    expect(train).toMatchObject({ negation: 1600, verb: 0, place: 0 });
    expect((train.role ?? 0) + (train.number ?? 0)).toBe(1600);
    expect(train.role).toBeGreaterThan(900);
    expect(heldOut).toMatchObject({ negation: 160, verb: 160, place: 160 });
    expect(Math.min(heldOut.role ?? 0, heldOut.number ?? 0)).toBeGreaterThan(25);
  });

  test('never ask with a near miss: only anchors are queries, and only they have near misses', () => {
    for (const side of sides) {
      const anchors = new Set(side.pairs?.filter((_, at) => at % 2 === 0));
      const edited = nearMissesOf(side);
      expect(new Set(edited.map(({ anchor }) => anchor))).toEqual(anchors);
      for (const { anchor, item } of edited) {
        expect(anchors.has(item)).toBe(false);
        expect(side.labels[item]).not.toBe(side.labels[anchor]);
      }
    }
  });

  test('hold whole combinations out: no nouns, verb and place are on both sides, whatever the roles', () => {
    const combinations = sides.map(
      (side) =>
        new Set(
          Array.from({ length: side.count }, (_, item) => {
            const { subject, verb, object, place } = understood(wordsOf(side, item));
            return [Math.min(subject, object), Math.max(subject, object), verb, place].join();
          }),
        ),
    );
    const [train = new Set(), heldOut = new Set()] = combinations;
    expect([...heldOut].filter((one) => train.has(one))).toEqual([]);
  });
});

const lengthsOf = ({ values, count }: Items) =>
  Array.from(
    { length: count },
    (_, item) =>
      values.subarray(item * LONGEST, (item + 1) * LONGEST).filter((token) => token > 0).length,
  );
