import { expect, test, vi } from 'vitest';
import { previewFiles } from '../files/previewing';
import { readFiles } from '../files/reading';
import type { HeldFacts } from '../protocol/reading/facts';
import type { GivenFile } from '../protocol/reading/given';
import type { Wish } from '../protocol/reading/wish';
import { experimentStore } from '../state/experiment';
import { ownDataStore } from '../state/ownData';
import { bring, look, UndecidedError } from './bring';

/** The reading worker, in this process. */
vi.mock('../protocol/reader', () => ({
  portOf: () => new MessageChannel().port1,
  askReader: async ({
    type,
    origin,
    wish,
  }: {
    type: string;
    origin: { files: GivenFile[] };
    wish: Wish;
  }) => {
    if (type === 'preview') return previewFiles(origin.files, wish);
    const { name, data, leftOut, notes } = await readFiles(origin.files, wish);
    return {
      ...{ key: name, name, part: data.train.pairs ? 'ownPairs' : 'ownTexts', leftOut, notes },
      ...{ classes: data.classNames.length, train: data.train.count, heldOut: data.heldOut.count },
      ...{ hasNearMisses: data.train.nearMisses !== undefined, bytes: 0, notSaved: null },
    } satisfies HeldFacts;
  },
}));

const texts = (count: number) =>
  `text,label\n${Array.from({ length: count }, (_, i) => `the thing number ${i} was here,${i % 2 ? 'a' : 'b'}`).join('\n')}`;
const graded = `query,document,relevance\n${Array.from({ length: 80 }, (_, i) => `what is ${i},it is ${i},${i % 4}`).join('\n')}`;

test('a look at files is plain JSON: kind, counts, columns with roles and types, what is held out', async () => {
  const seen = await look({ 'notes.csv': texts(40) });
  expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
  expect(seen).toMatchObject({
    ...{ name: 'notes', kind: 'texts', items: 40, used: 40, train: 32, heldOut: 8, problem: null },
    classes: [
      { name: 'a', count: 20 },
      { name: 'b', count: 20 },
    ],
    columns: [
      { name: 'text', role: 'text', type: 'text', missing: 0 },
      { name: 'label', role: 'label', type: 'text', missing: 0 },
    ],
    ...{ questions: [], leftOut: [], notes: [] },
  });
});

test('bringing trains on what was looked at', async () => {
  const brought = await bring([new File([texts(40)], 'notes.csv')]);
  const held = ownDataStore.getState().held.ownTexts;
  expect([held?.train, held?.heldOut]).toEqual([brought.train, brought.heldOut]);
  expect(experimentStore.getState().lanes[0]?.recipe.parts.data).toBe('ownTexts');
});

test('what cannot be decided is rejected with the question, and nothing is replaced', async () => {
  const before = ownDataStore.getState().held;
  const error = await bring({ 'graded.csv': graded }).catch((reason) => reason);
  expect(error).toBeInstanceOf(UndecidedError);
  expect(error.message).toContain(
    'Which values of “relevance” mean that the two texts belong together?',
  );
  expect(error.message).toContain('answers.together: from:1 (1 or more)');
  expect(error.questions[0].options.length).toBe(4);
  expect(ownDataStore.getState().held).toBe(before);
  await bring({ 'graded.csv': graded }, { answers: { together: 'from:2' } });
  expect(ownDataStore.getState().held.ownPairs?.hasNearMisses).toBe(false);
});

test('a choice that does not exist, and files that cannot be used, are sentences', async () => {
  await expect(
    look({ 'a.csv': texts(40) }, { colour: 'grey', seperator: ';' } as never),
  ).rejects.toThrow('There is no choice “seperator”;');
  await expect(bring({ 'a.csv': 'one\na\nb\n' })).rejects.toThrow(
    'there is only one column, “one”',
  );
  await expect(bring({ 'a.csv': 7 as never })).rejects.toThrow(
    '“a.csv” is neither a text nor a Blob.',
  );
});

test('which of several tables is meant has to be chosen, by the id that the error names', async () => {
  const prices = `a,b,kind\n${Array.from({ length: 40 }, (_, i) => `${i % 7},${(i * 5) % 11},${i % 2 ? 'x' : 'y'}`).join('\n')}`;
  const files = { 'notes.csv': texts(40), 'prices.csv': prices };
  const error = await bring(files).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UndecidedError);
  expect(String(error)).toContain('choose with choices.files: notes.csv (');
  const seen = await look(files, { choices: { files: 'prices.csv' } });
  expect(seen).toMatchObject({ kind: 'points', items: 40, problem: null });
  expect(seen.choices.map(({ id, chosen }) => [id, chosen])).toEqual([['files', 'prices.csv']]);
});
