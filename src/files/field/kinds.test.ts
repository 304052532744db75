import { expect, test } from 'vitest';
import { given, inShort, look, noise, read, rows, sentence } from './field.testing';

const texts = { kind: 'texts', text: 'text', label: 'label' };

// K1: first lines.
test('a line “sep=;” sets the separator and is no row', async () => {
  const file = given(
    'x.csv',
    `sep=;\ntext;label\n${rows(20, (i, l) => `${sentence(i)} ${i}, really;${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    roles: texts,
    items: 20,
    used: 20,
    problem: null,
  });
});

test('two lines of names become one, and units are part of it', async () => {
  const file = given(
    'x.csv',
    `length,width,kind\nmm,cm,\n${rows(30, (i, l) => `${noise(i)},${noise(i, 2)},${l}`)}`,
  );
  const preview = await look(file);
  expect(preview.roles).toEqual({
    kind: 'points',
    features: ['length mm', 'width cm'],
    label: 'kind',
  });
  expect(preview.items).toBe(30);
  expect(preview.notes.join(' ')).toContain('its columns are named by its first 2 lines.');
});

test('a title above the names is skipped and told', async () => {
  const file = given(
    'x.csv',
    `Sales of 2020\n\nsize,weight,kind\n${rows(30, (i, l) => `${noise(i)},${noise(i, 2)},${l}`)}`,
  );
  const preview = await look(file);
  expect([preview.items, preview.roles?.kind]).toEqual([30, 'points']);
  expect(preview.notes.join(' ')).toContain('stand above the names of the columns');
});

test('years are names above numbers', async () => {
  const file = given(
    'x.csv',
    `kind,2019,2020,2021\n${rows(30, (i, l) => `${l},${noise(i)},${noise(i, 2)},${noise(i, 3)}`)}`,
  );
  expect((await look(file)).roles).toEqual({
    kind: 'points',
    features: ['2019', '2020', '2021'],
    label: 'kind',
  });
});

test('a table of R, with row names and spaces between cells, is read', async () => {
  const file = given(
    'x.txt.csv',
    `"x" "y" "kind"\n${rows(24, (i, l) => `"${i + 1}" ${noise(i)} ${noise(i, 2)} "${l}"`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    roles: { kind: 'points', features: ['x', 'y'], label: 'kind' },
    used: 24,
    notUsed: ['row name: it numbers the rows'],
  });
});

test('short labelled texts without names lose no row to the names', async () => {
  const file = given(
    'x.tsv',
    rows(40, (i, l) => `${l}\t${sentence(i)} ${i}`),
  );
  expect(inShort(await look(file))).toMatchObject({
    items: 40,
    used: 40,
    classes: { good: 20, bad: 20 },
  });
});

test('names that come again in the middle of a file are left out and told', async () => {
  const half = (from: number) => rows(20, (i, l) => `${sentence(i)} ${from + i},${l}`);
  const file = given('x.csv', `text,label\n${half(0)}\ntext,label\n${half(20)}\n`);
  const preview = await look(file);
  expect([preview.used, preview.classes.length]).toEqual([40, 2]);
  expect(preview.leftOut[0]?.examples[0]).toBe(
    'x.csv, line 22: it repeats the names of the columns',
  );
});

// K2: numbers in the forms people write.
test('decimal commas are numbers, between semicolons and in quotes', async () => {
  const number = (i: number, salt = 1) => `${String(noise(i, salt)).replace('.', ',')}`;
  for (const [name, contents] of [
    ['x.csv', `a;b;kind\n${rows(30, (i, l) => `${number(i)};${number(i, 2)};${l}`)}`],
    ['y.csv', `a,b,kind\n${rows(30, (i, l) => `"${number(i)}","${number(i, 2)}",${l}`)}`],
  ] as const) {
    const preview = await look(given(name, contents));
    expect(inShort(preview)).toMatchObject({
      problem: null,
      used: 30,
      roles: { features: ['a', 'b'] },
    });
    expect(Number(preview.firstRows[0]?.read[0])).toBe(noise(0));
  }
});

test('in a file with decimal commas, points group thousands', async () => {
  const file = given(
    'x.csv',
    `price;people;kind\n${rows(30, (i, l) => `${i % 7},5;${1 + (i % 9)}.${100 + i};${l}`)}`,
  );
  const { firstRows } = await look(file);
  expect(firstRows[0]?.read.slice(0, 2)).toEqual(['0.5', '1100']);
});

test('True and False are features of 1 and 0, and words that are no numbers are told', async () => {
  const file = given(
    'x.csv',
    `size,isNew,kind\n${rows(40, (i, l) => `${i === 3 ? 'about 5' : noise(i)},${noise(i, 3) > 0 ? 'True' : 'False'},${l}`)}`,
  );
  const preview = await look(file);
  expect(preview.roles).toEqual({ kind: 'points', features: ['size', 'isNew'], label: 'kind' });
  expect(preview.used).toBe(39);
  const said = preview.notes.join(' ');
  expect(said).toContain('“size” has 1 cell that is no number (about 5).');
  expect(said).toMatch(/“isNew” is read as 1 and 0 for (True and False|False and True)\./);
});

test('a column that is mostly missing is no feature, and costs no rows', async () => {
  const file = given(
    'x.csv',
    `a,b,c,kind\n${rows(40, (i, l) => `${noise(i)},${noise(i, 2)},${i % 2 ? '?' : noise(i, 3)},${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    used: 40,
    notUsed: ['c: over 30% of its cells are missing'],
  });
});

// K3: marks for “missing” among labels.
test.each([
  ['\\N', []],
  ['?', []],
  ['null', []],
])('the label %s says that there is none', async (mark) => {
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${i % 8 === 7 ? mark : l}`)}`,
  );
  const preview = await look(file);
  expect(preview.classes.map(({ name }) => name)).toEqual(['bad', 'good']);
  expect(preview.leftOut).toMatchObject([
    { what: `rows whose label says that there is none (${mark})`, count: 5 },
  ]);
});

test.each([
  ['-1', ['0', '1', '2']],
  ['none', ['ask', 'order', 'greet']],
])('whether the label %s is a class is a question', async (mark, labels) => {
  const file = given(
    'x.csv',
    `text,label\n${rows(48, (i, l) => `${sentence(i)} ${i},${i % 8 === 7 ? mark : l}`, labels)}`,
  );
  const open = await look(file);
  expect(open.problem).toBe(
    `Does “${mark}” in “label” say that there is no label, or is it a class?`,
  );
  expect((await look(file, { answers: { noLabel: 'class' } })).classes.length).toBe(4);
  const without = await look(file, { answers: { noLabel: 'leaveOut' } });
  expect([without.classes.length, without.used, without.problem]).toEqual([3, 42, null]);
});

test('labels 1 and -1 are two classes', async () => {
  const file = given(
    'x.csv',
    `a,b,label\n${rows(40, (i, l) => `${noise(i)},${noise(i, 2)},${l}`, ['1', '-1'])}`,
  );
  expect(inShort(await look(file))).toMatchObject({ problem: null, classes: { '-1': 20, 1: 20 } });
});

test('NA is a missing label among words, and a question among codes', async () => {
  const of = (labels: string[]) =>
    given('x.csv', `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${l}`, labels)}`);
  expect(
    (await look(of(['north', 'south', 'NA', 'west']))).classes.map(({ name }) => name),
  ).toEqual(['north', 'south', 'west']);
  expect((await look(of(['EU', 'AS', 'NA', 'AF']))).questions.map(({ id }) => id)).toEqual([
    'noLabel',
  ]);
  expect((await look(of(['EU', 'AS', 'NA', 'AF']), { answers: { noLabel: 'class' } })).used).toBe(
    40,
  );
});

// K5: row numbers and copies of the label.
test('row numbers in another order, and under any name, are no features', async () => {
  const file = given(
    'x.csv',
    `a,b,n,kind\n${rows(40, (i, l) => `${noise(i)},${noise(i, 2)},${(i * 17) % 40},${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    roles: { features: ['a', 'b'] },
    notUsed: ['n: it numbers the rows'],
  });
});

test('a copy of the label in other words is no feature', async () => {
  const file = given(
    'x.csv',
    `a,b,code,kind\n${rows(40, (i, l) => `${noise(i)},${noise(i, 2)},${l === 'good' ? 7 : 3},${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    roles: { features: ['a', 'b'], label: 'kind' },
    notUsed: ['code: it says the same as the label'],
  });
});

test('the time at which a row was written is no feature unless it is wished', async () => {
  const file = given(
    'x.csv',
    `timestamp,a,b,kind\n${rows(40, (i, l) => `${1700000000 + i * 37 + (i % 3)},${noise(i)},${noise(i, 2)},${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    roles: { features: ['a', 'b'] },
    notUsed: ['timestamp: its name says when the row was written'],
  });
  const roles = { kind: 'points', features: ['timestamp', 'a'], label: 'kind' } as const;
  expect((await look(file, { roles })).roles).toEqual(roles);
});

test('an identifier that repeats is no feature unless it is wished', async () => {
  const file = given(
    'x.csv',
    `id,a,b,kind\n${rows(40, (i, l) => `${1000 + (i % 13)},${noise(i)},${noise(i, 2)},${l}`)}`,
  );
  expect(inShort(await look(file)).notUsed).toEqual(['id: its name says that it numbers the rows']);
  const roles = { kind: 'points', features: ['id', 'a'], label: 'kind' } as const;
  expect((await look(file, { roles })).roles).toEqual(roles);
});

// K6: which column is the label, and labels spread or many.
test('where two columns could be the label, it is asked', async () => {
  const file = given(
    'x.csv',
    `note,town,shop\n${rows(40, (i) => `${sentence(i)} ${i},${i % 2 ? 'Bern' : 'Rome'},${i % 3 ? 'a' : 'b'}`)}`,
  );
  expect((await look(file)).roles).toMatchObject({ label: 'shop' });
  const between = given(
    'x.csv',
    `p,town,shop,q\n${rows(40, (i) => `${noise(i)},${i % 2 ? 'Bern' : 'Rome'},${i % 3 ? 'a' : 'b'},${noise(i, 2)}`)}`,
  );
  const open = await look(between);
  expect(open.problem).toBe('Which column holds the labels?');
  expect(open.questions[0]?.options.map(({ value }) => value)).toEqual(['town', 'shop']);
  expect((await look(between, { answers: { label: 'town' } })).roles).toMatchObject({
    label: 'town',
    features: ['p', 'q'],
  });
});

test('beside x, y is a coordinate and no label', async () => {
  const file = given(
    'x.csv',
    `x,y,z,label\n${rows(60, (i, l) => `${(i * 7) % 11},${(i * 5) % 13},${(i * 3) % 17},${l}`)}`,
  );
  expect((await look(file)).roles).toEqual({
    kind: 'points',
    features: ['x', 'y', 'z'],
    label: 'label',
  });
});

test('stars label a review, and not the user who wrote it', async () => {
  const file = given(
    'x.csv',
    `review,stars,user\n${rows(60, (i, l) => `${sentence(i)} ${i},${1 + (i % 5)},${l}`, ['ann', 'bob', 'cid'])}`,
  );
  expect((await look(file)).roles).toEqual({ kind: 'texts', text: 'review', label: 'stars' });
});

test('labels spread over columns of 0 and 1 are one label', async () => {
  const file = given(
    'x.csv',
    `text,is_cat,is_dog,is_bird\n${rows(30, (i) => `${sentence(i)} ${i},${[0, 1, 2].map((k) => Number(i % 3 === k)).join()}`)}`,
  );
  const preview = await look(file);
  expect(inShort(preview)).toMatchObject({
    problem: null,
    classes: { cat: 10, dog: 10, bird: 10 },
    used: 30,
  });
  expect((await read(file)).data.classNames).toEqual(['bird', 'cat', 'dog']);
  expect((await look(file, { roles: preview.roles })).used).toBe(30);
});

test('columns of 0 and 1 of which several are set are a question', async () => {
  const file = given(
    'x.csv',
    `text,toxic,rude,threat\n${rows(40, (i) => `${sentence(i)} ${i},1,${i % 2},0`)}`,
  );
  expect((await look(file)).questions.map(({ id }) => id)).toEqual(['manyLabels']);
});

test.each(['|', ', '])('labels in one cell between “%s” are a question', async (sign) => {
  const genres = ['comedy', 'drama', 'war', 'crime'];
  const file = given(
    'x.tsv',
    `title\tplot\tgenre\n${rows(60, (i) => `Film ${i}\t${sentence(i)} and it went on ${i}\t${i % 3 ? genres[i % 4] : [genres[i % 4], genres[(i + 1) % 4]].join(sign)}`)}`,
  );
  const open = await look(file);
  expect(open.questions[0]?.options.map(({ outcome }) => outcome)).toEqual([
    '60 rows in 4 classes',
    '40 rows in 4 classes',
  ]);
  expect((await look(file, { answers: { manyLabels: 'single' } })).used).toBe(40);
  expect((await look(file, { answers: { manyLabels: 'first' } })).roles).toMatchObject({
    text: 'plot',
  });
});
