import { expect, test } from 'vitest';
import { given, input, inShort, look, read, rows, sentence } from './field.testing';

/** What the right reading of each input says, beyond `nothing`. */
const nothing = { problem: null, pairs: 0, leftOut: {}, notUsed: [], asks: [] };
const texts = { kind: 'texts', text: 'text', label: 'label' };
const xy = { kind: 'points', features: ['x', 'y'], label: 'kind' };
const colours = { blue: 20, green: 20, red: 20 };
const reviews = { ...nothing, roles: texts, items: 60, used: 60, classes: { bad: 30, good: 30 } };

test.each<[string, object, string[]]>([
  [
    'blank-names.csv',
    {
      ...{
        ...reviews,
        roles: { kind: 'texts', text: 'v2', label: 'v1' },
        classes: { ham: 40, spam: 20 },
      },
      notUsed: ['column 3: it is empty', 'column 4: it is empty', 'column 5: it is empty'],
    },
    ['is no UTF-8 and was read as Latin-1.', '3 columns are not used'],
  ],
  [
    'numbers-as-names.csv',
    {
      ...{ ...nothing, items: 60, used: 60, classes: { 0: 20, 1: 20, 2: 20 } },
      roles: { kind: 'points', features: ['0', '1', '2', '3', '4', '5', '6', '7'], label: 'label' },
    },
    [],
  ],
  [
    'names-twice.csv',
    { ...reviews, notUsed: ['text (2): it numbers the rows'] },
    ['several columns are called “text”'],
  ],
  [
    'comment-preamble.csv',
    { ...nothing, roles: xy, items: 60, used: 60, classes: colours },
    ['its first 2 lines are comments.'],
  ],
  [
    'row-names-without-header.csv',
    {
      ...nothing,
      roles: xy,
      items: 60,
      used: 60,
      classes: colours,
      notUsed: ['row name: it numbers the rows'],
    },
    ['its rows have one cell more than names; the first cell names the row.'],
  ],
  [
    'separated-by-spaces.csv',
    {
      ...{ ...nothing, items: 60, used: 60, classes: { 0: 20, 1: 20, 2: 20 } },
      roles: { kind: 'points', features: ['x', 'y'], label: 'label' },
    },
    ['its columns are named in a comment.'],
  ],
  [
    'thousands.csv',
    {
      ...{ ...nothing, items: 60, used: 60, classes: { north: 20, south: 20, west: 20 } },
      roles: { kind: 'points', features: ['sales', 'visits'], label: 'shop' },
    },
    ['“visits” is read as numbers: 20,000 as 20000.'],
  ],
  [
    'percent-currency.csv',
    {
      ...{ ...nothing, items: 60, used: 60, classes: { north: 20, south: 20, west: 20 } },
      roles: { kind: 'points', features: ['growth', 'price'], label: 'shop' },
    },
    ['“growth” is read as numbers: 0.5% as 0.005.', '“price” is read as numbers: € 0.20 as 0.2.'],
  ],
  [
    'na-in-numbers.csv',
    {
      ...{ ...nothing, items: 90, used: 88, classes: { Adelie: 29, Chinstrap: 30, Gentoo: 29 } },
      roles: {
        ...{ kind: 'points', label: 'species' },
        features: ['bill_length_mm', 'bill_depth_mm', 'flipper_length_mm', 'body_mass_g'],
      },
      leftOut: { 'rows with a number that is missing or infinite': 2 },
      notUsed: ['island: it holds no numbers', 'sex: it holds no numbers'],
    },
    ['2 columns are not used'],
  ],
  [
    'nan-class.csv',
    {
      ...{ ...reviews, used: 50, classes: { bad: 30, good: 20 } },
      leftOut: { 'rows whose label says that there is none (nan)': 10 },
    },
    [],
  ],
  [
    'row-number-column.csv',
    {
      ...nothing,
      roles: xy,
      items: 60,
      used: 60,
      classes: colours,
      notUsed: ['Unnamed: 0: it numbers the rows'],
    },
    ['1 column is not used: Unnamed: 0 (it numbers the rows).'],
  ],
  [
    'index-level.parquet',
    {
      ...{ ...nothing, roles: xy, items: 57, used: 57, classes: { blue: 20, green: 19, red: 18 } },
      notUsed: ['__index_level_0__: its name says that it numbers the rows'],
    },
    ['1 column is not used: __index_level_0__'],
  ],
  [
    'class-first.csv',
    {
      ...{ ...nothing, items: 90, used: 90, classes: { 1: 30, 2: 30, 3: 30 } },
      roles: { kind: 'points', features: ['Alcohol', 'Ash', 'Hue', 'Proline'], label: 'Wine' },
    },
    [],
  ],
  [
    'nli-dash.jsonl',
    {
      ...{ ...nothing, items: 24, used: 12, pairs: 12, classes: {} },
      roles: { kind: 'pairs', query: 'sentence1', passage: 'sentence2', same: 'gold_label' },
      leftOut: { 'pairs without a grade (-)': 2, 'near misses of a text that has no pair': 22 },
      notUsed: ['pairID'],
    },
    [],
  ],
  [
    'query-pos-neg.jsonl',
    {
      ...{ ...nothing, items: 360, used: 120, pairs: 120, classes: {} },
      roles: { kind: 'pairs', query: 'query', passage: 'pos', negatives: ['neg'] },
    },
    [],
  ],
  [
    'negatives-list.parquet',
    {
      ...{ ...nothing, items: 240, used: 60, pairs: 60, classes: {} },
      roles: { kind: 'pairs', query: 'query', passage: 'positive', negatives: ['negatives'] },
    },
    [],
  ],
  [
    'sets.jsonl',
    {
      ...nothing,
      items: 180,
      used: 120,
      pairs: 120,
      classes: {},
      roles: { kind: 'sets', set: 'set' },
    },
    ['Each list in “set” is a class of its own.'],
  ],
  [
    'bare-triplets.jsonl',
    {
      ...{ ...nothing, items: 180, used: 60, pairs: 60, classes: {} },
      roles: { kind: 'pairs', query: 'column 1', passage: 'column 2', negatives: ['column 3'] },
    },
    ['Three texts a row are taken for an anchor, a positive and a near miss, in this order.'],
  ],
  [
    'embedding-as-words.csv',
    {
      ...{
        ...nothing,
        items: 60,
        used: 60,
        classes: colours,
        notUsed: ['id: it numbers the rows'],
      },
      roles: { kind: 'points', features: ['embedding'], label: 'label' },
    },
    [],
  ],
  [
    'embedding-list.parquet',
    {
      ...{
        ...nothing,
        items: 60,
        used: 60,
        classes: colours,
        notUsed: ['id: it numbers the rows'],
      },
      roles: { kind: 'points', features: ['embedding'], label: 'label' },
    },
    [],
  ],
  ['by-columns.json', reviews, ['it holds its columns one after the other.']],
  ['split-orient.json', reviews, ['it holds the names of the columns apart from the rows.']],
  [
    'train-validation.json',
    { ...reviews, items: 80, used: 80, classes: { bad: 40, good: 40 } },
    ['it brings its split: train (60) and validation (20).'],
  ],
  ['space-before-quote.csv', { ...reviews, notUsed: ['id: it numbers the rows'] }, []],
  ['literal-quotes.tsv', reviews, ['quotes are plain characters']],
  [
    'windows-1251.csv',
    {
      ...{ ...reviews, classes: { да: 30, нет: 30 } },
      roles: { kind: 'texts', text: 'текст', label: 'метка' },
    },
    ['was read as Cyrillic (Windows-1251).'],
  ],
  [
    'shift-jis.csv',
    {
      ...{ ...reviews, classes: { 悪い: 30, 良い: 30 } },
      roles: { kind: 'texts', text: '文', label: 'ラベル' },
    },
    ['was read as Japanese (Shift-JIS).'],
  ],
])(
  '%s is understood without a question, and what was assumed is said',
  async (name, outcome, said) => {
    const preview = await look([input(name)]);
    expect(inShort(preview)).toEqual(outcome);
    for (const words of said) expect(preview.notes.join(' ')).toContain(words);
    const { data, leftOut } = await read([input(name)]);
    expect({ train: data.train.count, heldOut: data.heldOut.count }).toEqual(preview.split);
    expect(leftOut).toEqual(preview.leftOut);
  },
);

test('the split of a JSON file with lists for its sides is kept', async () => {
  expect((await look([input('train-validation.json')])).split).toEqual({ train: 60, heldOut: 20 });
});

test('grades of pairs are asked about, each answer with what comes of it', async () => {
  const preview = await look([input('graded-relevance.csv')]);
  const [question] = preview.questions;
  expect(preview.problem).toBe(question?.ask);
  expect(question?.options.map(({ words, outcome }) => [words, outcome])).toEqual([
    ['1 or more', '60 pairs, 20 rows of near misses'],
    ['2 or more', '40 pairs, 40 rows of near misses'],
    ['3 or more', '20 pairs, 60 rows of near misses'],
    ['any: “relevance” does not grade the pairs', '80 pairs, no near miss'],
  ]);
  const answered = await look([input('graded-relevance.csv')], { answers: { together: 'from:2' } });
  expect([answered.problem, answered.pairs]).toEqual([null, 40]);
  await expect(read([input('graded-relevance.csv')])).rejects.toThrow(question?.ask);
  const { data } = await read([input('graded-relevance.csv')], { answers: { together: 'from:2' } });
  expect(((data.train.pairs?.length ?? 0) + (data.heldOut.pairs?.length ?? 0)) / 2).toBe(40);
});

test('several labels an item are asked about', async () => {
  const preview = await look([input('label-lists.parquet')]);
  expect(preview.questions.map(({ id }) => id)).toEqual(['manyLabels']);
  const first = await look([input('label-lists.parquet')], { answers: { manyLabels: 'first' } });
  expect(inShort(first)).toMatchObject({
    problem: null,
    items: 60,
    used: 60,
    classes: { 0: 30, 1: 30 },
  });
});

test.each([
  ['last', 60],
  ['leaveOut', 40],
])('commas in an unquoted text are asked about: %s gives %i texts', async (extraCells, used) => {
  const open = await look([input('unquoted-commas.csv')]);
  expect(open.problem).toBe(
    '20 of 60 rows have more cells than the table has columns: are the commas part of a text?',
  );
  const preview = await look([input('unquoted-commas.csv')], { answers: { extraCells } });
  expect([preview.problem, preview.used]).toEqual([null, used]);
  if (extraCells === 'last')
    expect(preview.firstRows[0]?.read[1]).toBe(
      'the soup, warm near the harbour was awful on day 0',
    );
});

test('classes are counted without what reading leaves out', async () => {
  const again = rows(6, () => `${sentence(0)} 0,good`);
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${l}`)}\n${again}\n`,
  );
  expect((await look(file)).classes).toEqual([
    { name: 'bad', count: 20 },
    { name: 'good', count: 20 },
  ]);
});
