import { expect, test } from 'vitest';
import { given, inShort, look, noise, read, rows } from './field.testing';

const jsonl = (count: number, row: (i: number) => unknown) =>
  given('x.jsonl', Array.from({ length: count }, (_, i) => JSON.stringify(row(i))).join('\n'));

// K7: grades of pairs.
test.each([
  ['relevant', 'irrelevant'],
  ['1', '0'],
  ['True', 'False'],
  ['not_duplicate', 'duplicate'],
])('grades %s and %s are understood: the others are near misses', async (one, other) => {
  const file = given(
    'x.csv',
    `question,answer,label\n${rows(60, (i, l) => `what is ${i >> 1}?,it is ${i},${l}`, [one, other])}`,
  );
  const preview = await look(file);
  expect(inShort(preview)).toMatchObject({ problem: null, pairs: 30, roles: { same: 'label' } });
  const { data } = await read(file);
  const misses = [
    ...(data.train.nearMisses?.items ?? []),
    ...(data.heldOut.nearMisses?.items ?? []),
  ];
  expect(misses.filter((item) => item >= 0).length).toBe(30);
});

test('grades from 0 to 2 with −1 for none: −1 is left out, the rest is asked', async () => {
  const file = given(
    'x.csv',
    `query,passage,score\n${rows(80, (i, l) => `what is ${i >> 2}?,it is ${i},${l}`, ['2', '1', '0', '-1'])}`,
  );
  const open = await look(file);
  expect(open.questions[0]?.options.map(({ value }) => value)).toEqual(['from:1', 'from:2', 'all']);
  const preview = await look(file, { answers: { together: 'from:1' } });
  expect(inShort(preview)).toMatchObject({
    pairs: 40,
    leftOut: { 'pairs without a grade (-1)': 20 },
  });
});

test('similarities from 0 to 5 are asked with parts of their range', async () => {
  const file = given(
    'x.tsv',
    `sentence1\tsentence2\tscore\n${rows(60, (i) => `one thing ${i}\tanother thing ${i}\t${((i * 7) % 50) / 10}`)}`,
  );
  const open = await look(file);
  expect(open.problem).toBe('Which values of “score” mean that the two texts belong together?');
  expect((await look(file, { answers: { together: 'from:3' } })).problem).toBeNull();
  expect((await look(file, { answers: { together: 'is:["nothing of it"]' } })).problem).toMatch(
    /pair/,
  );
});

test('words that grade pairs and are no yes or no are asked, one or several of them', async () => {
  const file = given(
    'x.csv',
    `query,passage,quality\n${rows(90, (i, l) => `what is ${i},it is ${i},${l}`, ['A', 'B', 'C'])}`,
  );
  expect((await look(file)).questions[0]?.options.map(({ words }) => words)).toEqual([
    '“A”',
    '“B”',
    '“C”',
    'any: “quality” does not grade the pairs',
  ]);
  expect((await look(file, { answers: { together: 'is:["A","B"]' } })).pairs).toBe(60);
});

test('for premises and hypotheses, which number means entailment is asked', async () => {
  const file = jsonl(60, (i) => ({
    premise: `a man ${i}`,
    hypothesis: `a person ${i}`,
    label: i % 3,
  }));
  expect((await look(file)).questions[0]?.options.map(({ words }) => words)).toEqual([
    '“0”',
    '“1”',
    '“2”',
    'any: “label” does not grade the pairs',
  ]);
  expect((await look(file, { answers: { together: 'is:["0"]' } })).pairs).toBe(20);
});

test('a column that does not grade the pairs is named as not used', async () => {
  const file = given(
    'x.csv',
    `question,answer,town\n${rows(40, (i, l) => `what is ${i},it is ${i},${l}`, ['Bern', 'Rome'])}`,
  );
  const preview = await look(file);
  expect([preview.problem, preview.pairs]).toEqual([null, 40]);
  expect(preview.notes).toContain('1 column is not used: town.');
});

test.each([
  ['True', 'False'],
  ['1', '0'],
])('whether a flag of another name (%s and %s) grades the pairs is asked', async (yes, no) => {
  const file = given(
    'x.csv',
    `question,answer,edited\n${rows(40, (i, l) => `what is ${i},it is ${i},${l}`, [yes, no])}`,
  );
  const preview = await look(file);
  expect(preview.problem).toBe('Which values of “edited” mean that the two texts belong together?');
  expect((await look(file, { answers: { together: 'all' } })).pairs).toBe(40);
});

// K8: lists and records in cells.
test('negative_1 to negative_3 are all near misses', async () => {
  const file = jsonl(40, (i) => ({
    anchor: `what is ${i}?`,
    positive: `it is ${i}`,
    ...{ negative_1: `no ${i} a`, negative_2: `no ${i} b`, negative_3: `no ${i} c` },
  }));
  expect(inShort(await look(file))).toMatchObject({
    items: 200,
    roles: { negatives: ['negative_1', 'negative_2', 'negative_3'] },
    notUsed: [],
  });
});

test('more near misses of a text than are used are counted', async () => {
  const file = jsonl(40, (i) => ({
    ...{ query: `what is ${i}?`, pos: [`it is ${i}`] },
    neg: Array.from({ length: 7 }, (_, k) => `no ${i} ${k}`),
  }));
  const preview = await look(file);
  expect(preview.leftOut).toMatchObject([{ what: 'near misses beyond 4 of a text', count: 120 }]);
  expect((await read(file)).data.classNames.length).toBe(40 + 160);
});

test('fields of records have names with points, and lists of records are told', async () => {
  const file = jsonl(40, (i) => ({
    meta: { title: `a long enough title ${i}`, kind: i % 2 ? 'a' : 'b', by: { name: 'me' } },
    turns: [{ from: 'a', value: 'b' }],
  }));
  const preview = await look(file);
  expect(preview.columns.map(({ name }) => name)).toEqual([
    'meta.title',
    'meta.kind',
    'meta.by.name',
    'turns',
  ]);
  expect(preview.roles).toEqual({ kind: 'texts', text: 'meta.title', label: 'meta.kind' });
  expect(inShort(preview).notUsed).toContain('turns: it holds records or bytes');
});

test.each([
  ['as NumPy prints it', (numbers: number[]) => `[ ${numbers.join('  ')} ]`],
  ['between spaces', (numbers: number[]) => numbers.join(' ')],
  ['as a tuple', (numbers: number[]) => `(${numbers.join(', ')})`],
])('an embedding %s is numbers', async (_, write) => {
  const file = given(
    'x.tsv',
    `vector\tlabel\n${rows(40, (i, l) => `${write([noise(i), noise(i, 2), noise(i, 3)])}\t${l}`)}`,
  );
  const preview = await look(file);
  expect([preview.shape, preview.used, preview.problem]).toEqual([[3], 40, null]);
});

test('lists of another length than the others are left out and told', async () => {
  const file = jsonl(40, (i) => ({
    embedding: i === 5 ? [1] : [noise(i), noise(i, 2)],
    label: i % 2 ? 'a' : 'b',
  }));
  const preview = await look(file);
  expect(preview.leftOut).toMatchObject([
    { what: 'rows whose list in “embedding” has not 2 numbers', count: 1 },
  ]);
});

test('sets as Python writes them are classes', async () => {
  const file = given(
    'x.tsv',
    `texts\n${rows(20, (i) => `['what is ${i}?', "it's ${i}", 'tell ${i}']`)}`,
  );
  const preview = await look(file);
  expect([preview.roles, preview.pairs]).toEqual([{ kind: 'sets', set: 'texts' }, 40]);
  expect((await read(file)).data.classNames.length).toBe(20);
});
