import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Items } from '../../data';
import { quickest } from '../../quickest.testing';
import { randomStream } from '../../random';
import { roomOf, rowSize } from '../../text/captioned';
import { wordsOf } from '../../text/tokens';
import { captions } from './captions';
import { isPicture, learnedCaptions } from './learned';
import { oddPlace, questionsOf } from './questions';

let data: Data;
let sides: Items[];
beforeAll(async () => {
  data = await captions.load({ seed: 1, knobs: {}, readFile: () => Promise.reject() });
  sides = [data.train, data.heldOut];
});

/** A caption as a person would read it: each shape with its colour, and the ground. */
function understood(caption = ''): string {
  const [colour, shape, , otherColour, otherShape, , ground] = wordsOf(caption);
  return [...[`${colour} ${shape}`, `${otherColour} ${otherShape}`].sort(), ground].join(', ');
}
const sortedWords = (caption = '') => wordsOf(caption).sort().join(' ');
const rowOf = ({ values, count }: Items, item: number) =>
  values.subarray((item * values.length) / count, ((item + 1) * values.length) / count);
/** Every near miss of a picture: its own caption, that of the near miss, and the name of the edit. */
const nearMissesOf = ({ count, texts, pairs, nearMisses }: Items) => {
  const captionOf = new Map<number, string>();
  for (let at = 0; pairs && at < pairs.length; at += 2)
    captionOf.set(pairs[at] as number, texts?.[pairs[at + 1] as number] ?? '');
  const { perItem = 0, items = [], kinds = [] } = nearMisses ?? {};
  return Array.from({ length: count * perItem }, (_, at) => at)
    .filter((at) => items[at] !== -1)
    .map((at) => ({
      picture: Math.floor(at / perItem),
      caption: captionOf.get(Math.floor(at / perItem)),
      missed: texts?.[items[at] as number],
      edit: data.editNames?.[kinds[at] as number],
    }));
};

describe('pictures and captions', () => {
  test('are thousands, half of them pictures, each in a pair with its caption', () => {
    expect(sides.map(({ count }) => count)).toEqual([7264, 800]);
    for (const side of sides) {
      expect(side.pairs).toHaveLength(side.count);
      for (let at = 0; side.pairs && at < side.pairs.length; at += 2) {
        expect(isPicture(side, side.pairs[at] as number)).toBe(true);
        expect(isPicture(side, side.pairs[at + 1] as number)).toBe(false);
      }
    }
  });

  test('a class is what the captions of its items say, however they say it', () => {
    for (const { texts, labels } of sides)
      texts?.forEach((text, item) => {
        if (text)
          expect(understood(text)).toBe(understood(data.classNames[labels[item] as number]));
      });
    expect(new Set(data.classNames.map(understood)).size).toBe(data.classNames.length);
  });

  test('a caption holds its words and no picture, a picture no words', () => {
    const { pixels, tokens } = roomOf(data.shape[0] as number);
    for (const side of sides)
      for (let item = 0; item < side.count; item += 13) {
        const row = rowOf(side, item);
        const words = [...row.subarray(pixels, pixels + tokens)].filter((token) => token > 0);
        const isSeen = row.subarray(0, pixels).some((value) => value !== 0);
        expect(row.at(-1)).toBe(isPicture(side, item) ? 1 : 0);
        expect(isSeen).toBe(isPicture(side, item));
        expect(words.map((token) => data.vocabulary?.[token])).toEqual(
          wordsOf(side.texts?.[item] ?? ''),
        );
      }
  });

  test('a picture shows the colours of its caption, each on its own shape', () => {
    const { texts, pairs = new Int32Array() } = data.heldOut;
    const { side } = roomOf(data.shape[0] as number);
    const channels = { red: 0, green: 1, blue: 2 };
    let seen = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      const words = wordsOf(texts?.[pairs[at + 1] as number] ?? '');
      const solid = words.findIndex((word) => word === 'circle' || word === 'square');
      const channel = channels[words[solid - 1] as keyof typeof channels];
      if (channel === undefined || !words.includes('night')) continue;
      const image = rowOf(data.heldOut, pairs[at] as number);
      const strongest = Array.from({ length: side * side }, (_, pixel) => {
        const colour = [...image.subarray(3 * pixel, 3 * pixel + 3)];
        const others = colour.filter((_, i) => i !== channel);
        return (colour[channel] as number) - Math.max(...others) > 0.6;
      });
      // A solid shape has more pixels of its colour than the noise or the rim of the other.
      expect(strongest.filter(Boolean).length).toBeGreaterThan(25);
      seen++;
    }
    expect(seen).toBeGreaterThan(3);
  });

  test('near misses of training are the own words with the colours exchanged, and of every picture', () => {
    const misses = nearMissesOf(data.train);
    expect(misses).toHaveLength(data.train.count / 2);
    for (const { caption, missed, edit, picture } of misses) {
      expect(edit).toBe('colours swapped');
      expect(isPicture(data.train, picture)).toBe(true);
      expect(sortedWords(missed)).toBe(sortedWords(caption));
      expect(understood(missed)).not.toBe(understood(caption));
      const shapes = (words: string[] = []) => [words[1], words[4]];
      expect(shapes(wordsOf(missed ?? ''))).toEqual(shapes(wordsOf(caption ?? '')));
    }
  });

  test('held-out near misses with another colour or shape differ in that alone', () => {
    const misses = nearMissesOf(data.heldOut);
    const counts = new Map<string, number>();
    for (const { caption, missed, edit = '' } of misses) {
      counts.set(edit, (counts.get(edit) ?? 0) + 1);
      if (edit === 'colours swapped') continue;
      const [own, other] = [caption, missed].map((text) => new Set(understood(text).split(/,? /)));
      const [said, instead] = [understood(caption).split(', '), understood(missed).split(', ')];
      expect(said.filter((part) => instead.includes(part))).toHaveLength(2);
      expect([...(own ?? [])].filter((word) => !other?.has(word)).length).toBeLessThanOrEqual(1);
    }
    expect(counts.get('colours swapped')).toBe(400);
    expect(counts.get('another colour')).toBeGreaterThan(150);
    expect(counts.get('another shape')).toBeGreaterThan(50);
  });

  test('neither a scene nor its twin is on both sides', () => {
    const [trained, heldOut] = sides.map(({ texts }) => new Set((texts ?? []).map(sortedWords)));
    trained?.delete('');
    expect([...(heldOut ?? [])].filter((words) => trained?.has(words))).toEqual([]);
  });
});

test('what a row holds is read off its size, whatever the picture', () => {
  for (const side of [1, 8, 28, 32, 64])
    for (const tokens of [1, 7, 3 * (2 * side + 1)])
      expect(roomOf(rowSize(side, tokens))).toEqual({ side, pixels: 3 * side * side, tokens });
});

describe('what was learnt of them', () => {
  /** Unit rows that tell scenes apart by these words of theirs alone. */
  const embedded = (keyOf: (label: number) => string) => {
    const d = 16;
    const embeddings = new Float32Array(data.heldOut.count * d);
    data.heldOut.labels.forEach((label, item) => {
      const random = randomStream(1, ...[...keyOf(label)].map((letter) => letter.charCodeAt(0)));
      const row = Array.from({ length: d }, () => random.normal());
      const norm = Math.hypot(...row);
      row.forEach((value, i) => void embeddings.fill(value / norm, item * d + i, item * d + i + 1));
    });
    return { embeddings, d };
  };
  const name = (label: number) => data.classNames[label] ?? '';

  test('an encoder that knows the scene is right on everything', () => {
    const learned = learnedCaptions(data, embedded(name));
    expect(learned.recalls.map(({ value, count }) => [value, count])).toEqual([
      [1, 400],
      [1, 400],
    ]);
    expect(learned.edits.map(({ value }) => value)).toEqual([1, 1, 1]);
    expect(learned.odd.right).toBe(learned.odd.count);
    expect([...learned.rightRank].every((rank) => rank === 1)).toBe(true);
  });

  test('one that knows the words alone is a coin on swaps, and right on another colour', () => {
    const learned = learnedCaptions(
      data,
      embedded((label) => sortedWords(name(label))),
    );
    expect(learned.recalls.map(({ value }) => value)).toEqual([0.5, 0.5]);
    expect(learned.edits.map(({ value }) => value)).toEqual([0.5, 1, 1]);
  });

  test('one that has collapsed is at chance', () => {
    const learned = learnedCaptions(
      data,
      embedded(() => 'one'),
    );
    for (const { value } of learned.recalls) expect(value).toBeCloseTo(2 / 400, 5);
    for (const { value } of learned.edits) expect(value).toBe(0.5);
    expect(learned.odd.right / learned.odd.count).toBeCloseTo(0.25, 5);
    expect(new Set(learned.odd.picked)).toEqual(new Set([4]));
  });

  test('is quick enough to come with every picture', async () => {
    const seen = embedded(name);
    expect(await quickest(() => learnedCaptions(data, seen), 10)).toBeLessThan(30);
  });

  test('every odd-one-out question has two pictures, two captions and one that says something else', () => {
    const questions = questionsOf(data);
    expect(questions.length / 4).toBeGreaterThan(250);
    const oddAt = [0, 0, 0, 0];
    for (let at = 0; at < questions.length; at += 4) {
      const four = questions.subarray(at, at + 4);
      expect(new Set(four).size).toBe(4);
      expect([...four].filter((item) => isPicture(data.heldOut, item))).toHaveLength(2);
      const labels = [...four].map((item) => data.heldOut.labels[item] as number);
      const odd = oddPlace(four, data.heldOut.labels);
      expect(new Set(labels.filter((_, place) => place !== odd)).size).toBe(1);
      oddAt[odd] = (oddAt[odd] ?? 0) + 1;
    }
    for (const count of oddAt) expect(count / (questions.length / 4)).toBeGreaterThan(0.15);
  });
});
