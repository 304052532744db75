import { expect, test } from 'vitest';
import { given, inShort, look, noise, read, rows, sentence } from './field.testing';

const texts = { kind: 'texts', text: 'text', label: 'label' };
const records = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({
    text: `${sentence(from + i)} ${from + i}`,
    label: i % 2 ? 'good' : 'bad',
  }));
const json = (value: unknown) => given('x.json', JSON.stringify(value));

// K9: JSON in other layouts.
test.each<[string, unknown]>([
  [
    'columns as lists',
    { text: records(40).map(({ text }) => text), label: records(40).map(({ label }) => label) },
  ],
  ['rows by their names', Object.fromEntries(records(40).map((row, i) => [`r${i}`, row]))],
  [
    'a table with its schema',
    { schema: { fields: [{ name: 'text' }, { name: 'label' }] }, data: records(40) },
  ],
  [
    'lists by class',
    { good: records(20).map(({ text }) => text), bad: records(20, 20).map(({ text }) => text) },
  ],
  ['splits inside another object', { data: { train: records(28), test: records(12, 28) } }],
])('%s are the same 40 texts', async (_, value) => {
  const preview = await look(json(value));
  expect(inShort(preview)).toMatchObject({ problem: null, roles: texts, items: 40, used: 40 });
});

test('lists of text and label, in several splits, are all read, and others are named', async () => {
  const list = (count: number, from: number) =>
    records(count, from).map(({ text, label }) => [text, label]);
  const file = json({ oos_val: list(10, 0), val: list(20, 10), train: list(60, 30), notes: ['x'] });
  const preview = await look(file);
  expect(inShort(preview)).toMatchObject({
    items: 90,
    roles: { text: 'column 1', label: 'column 2' },
  });
  expect(preview.split).toEqual({ train: 60, heldOut: 30 });
  expect(preview.notes.join(' ')).toContain('list notes is not used');
});

test('a list that is not used is named and counted', async () => {
  const preview = await look(json({ rows: records(20), users: [{ id: 1 }, { id: 2 }] }));
  expect(preview.items).toBe(20);
  expect(preview.notes.join(' ')).toContain('its list “users” (2 entries) is not used');
});

test.each([
  ['x.json', (lines: string[]) => `[${lines.join(',\n')}]`],
  ['x.jsonl', (lines: string[]) => lines.join('\n')],
])('NaN and Infinity, as Python writes them in %s, are missing numbers', async (name, write) => {
  const lines = Array.from({ length: 40 }, (_, i) => {
    const number = i === 3 ? 'NaN' : i === 5 ? '-Infinity' : `${noise(i)}`;
    return `{"a": ${number}, "b": ${noise(i, 2)}, "label": "NaN of \\"${i % 2}\\""}`;
  });
  const preview = await look(given(name, write(lines)));
  expect(inShort(preview)).toMatchObject({
    ...{ problem: null, items: 40, used: 38 },
    roles: { kind: 'points', features: ['a', 'b'], label: 'label' },
    classes: { 'NaN of "0"': 20, 'NaN of "1"': 18 },
  });
});

test('JSON without rows is refused in a sentence', async () => {
  await expect(look(json({ a: 1 }))).rejects.toThrow('x.json: this JSON holds no list of rows.');
});

test('a column that fixes the split is followed', async () => {
  const file = given(
    'x.csv',
    `text,label,split\n${rows(60, (i, l) => `${sentence(i)} ${i},${l},${i % 5 ? 'train' : 'validation'}`)}`,
  );
  const preview = await look(file);
  expect(preview.split).toEqual({ train: 48, heldOut: 12 });
  expect(preview.notes).toContain('The column “split” says which rows are held out.');
  const { data } = await read(file);
  expect(data.heldOut.texts?.every((text) => Number(text.split(' ').at(-1)) % 5 === 0)).toBe(true);
});

test('rows that a split column puts on neither side are left out and counted', async () => {
  const file = given(
    'x.csv',
    `text,label,set\n${rows(60, (i, l) => `${sentence(i)} ${i},${l},${['train', 'train', 'test', 'test', 'unlabelled'][i % 5]}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({
    used: 48,
    leftOut: { 'rows that “set” puts on neither side': 12 },
  });
});

// K11: quoting.
test.each([
  [
    'backslashes before quotes',
    'x.csv',
    (text: string, label: string) => `"say \\"${text}\\", please",${label}`,
    (text: string) => `say "${text}", please`,
  ],
  [
    'single quotes',
    'x.csv',
    (text: string, label: string) => `'${text}, yes','${label}'`,
    (text: string) => `${text}, yes`,
  ],
  [
    'spaces before quotes',
    'x.csv',
    (text: string, label: string) => `"${text}, yes", "${label}"`,
    (text: string) => `${text}, yes`,
  ],
  [
    'quotes in every cell of a TSV',
    'x.tsv',
    (text: string, label: string) => `"${text}\t""yes"""\t"${label}"`,
    (text: string) => `${text} "yes"`,
  ],
  [
    'backslashes before separators',
    'x.csv',
    (text: string, label: string) => `${text}\\, yes,${label}`,
    (text: string) => `${text}, yes`,
  ],
])('%s', async (_, name, write, meant) => {
  const separator = name.endsWith('tsv') ? '\t' : ',';
  const file = given(
    name,
    `text${separator}label\n${rows(20, (i, l) => write(`${sentence(i)} ${i}`, l))}`,
  );
  const { data } = await read(file);
  const all = [...(data.train.texts ?? []), ...(data.heldOut.texts ?? [])].sort();
  expect(all).toEqual(Array.from({ length: 20 }, (_, i) => meant(`${sentence(i)} ${i}`)).sort());
});

test('a quote that opens and is not meant to swallows no lines of a CSV file', async () => {
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => (i === 7 || i === 20 ? `"so called ${i},${l}` : `"${sentence(i)}, ${i}",${l}`))}`,
  );
  const preview = await look(file);
  expect(preview.used).toBe(40);
  expect(preview.notes.join(' ')).toContain(
    'a quote that is not closed in its line is a plain character.',
  );
});

test('cells that run over lines stay whole, in a TSV file too', async () => {
  const file = given(
    'x.tsv',
    `text\tlabel\n${rows(20, (i, l) => `"${sentence(i)} ${i}\nand more"\t${l}`)}`,
  );
  expect(inShort(await look(file))).toMatchObject({ items: 20, used: 20 });
});

// K13: encodings.
test('text that was encoded as UTF-8 twice is undone and told', async () => {
  const wrong = new TextDecoder('latin1').decode(new TextEncoder().encode('ü é ø'));
  expect(wrong.length).toBe(8);
  const file = given(
    'x.csv',
    `text,label\n${rows(20, (i, l) => `${sentence(i)} ${i} ${wrong},${l}`)}`,
  );
  const preview = await look(file);
  expect(preview.firstRows[0]?.cells[0]).toContain('ü é ø');
  expect(preview.notes.join(' ')).toContain('was encoded as UTF-8 twice');
});

test('another encoding can be chosen, and shows at once', async () => {
  const bytes = Uint8Array.from(
    `text,label\n${rows(20, (i, l) => `${sentence(i)} ${i} \u00e9,${l}`)}`,
    (sign) => sign.charCodeAt(0),
  );
  expect((await look(given('x.csv', bytes))).firstRows[0]?.cells[0]).toMatch(/é$/);
  const chosen = await look(given('x.csv', bytes), { encoding: 'windows-1251' });
  expect([chosen.firstRows[0]?.cells[0]?.at(-1), chosen.layout?.encoding]).toEqual([
    'й',
    'windows-1251',
  ]);
});

// K14: labels that differ in spelling, and texts with two labels.
test.each([
  ['case', ['Spam', 'ham', 'spam', 'ham']],
  ['joining signs', ['not_spam', 'spam', 'not spam', 'spam']],
])('labels that differ in %s only are asked about', async (_, labels) => {
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${l}`, labels)}`,
  );
  const open = await look(file);
  expect(open.problem).toMatch(/^Is “.+” the same class as “.+”\?$/);
  expect((await look(file, { answers: { spelling: 'merge' } })).classes.length).toBe(2);
  expect((await look(file, { answers: { spelling: 'apart' } })).classes.length).toBe(3);
  expect((await read(file, { answers: { spelling: 'merge' } })).data.classNames.length).toBe(2);
});

test('a rare label that is one letter off is asked about', async () => {
  const file = given(
    'x.csv',
    `text,label\n${rows(80, (i, l) => `${sentence(i)} ${i},${i === 4 ? 'postive' : l}`, ['positive', 'negative'])}`,
  );
  expect((await look(file)).problem).toBe('Is “postive” the same class as “positive”?');
});

test('texts with two labels are left out and named, or have the first label', async () => {
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${l}`)}\n${sentence(0)} 0,bad\n`,
  );
  expect((await look(file)).leftOut).toMatchObject([
    {
      what: 'texts that come with two labels',
      count: 2,
      examples: [`${sentence(0)} 0`, `${sentence(0)} 0`],
    },
  ]);
  const first = await look(file, { contradictions: 'first' });
  expect([first.used, first.leftOut[0]?.what]).toEqual([
    40,
    'texts that come with another label before',
  ]);
});

// K15: texts are compared whole.
test('two texts that begin alike and end otherwise are two texts', async () => {
  const start = 'word '.repeat(600);
  const file = given('x.csv', `text,label\n${rows(20, (i, l) => `${start}${i},${l}`)}`);
  expect(inShort(await look(file))).toMatchObject({ used: 20, leftOut: {} });
});

test('two long pairs that begin alike are two pairs', async () => {
  const start = 'word '.repeat(600);
  const file = given(
    'x.csv',
    `query,passage\n${rows(20, (i) => `${start}${i},it is ${start}${i}`)}`,
  );
  expect((await look(file)).pairs).toBe(20);
});

// K4: what the preview says is what is read.
test('everything that reading leaves out stands in the preview', async () => {
  const file = given(
    'x.csv',
    `text,label\n${rows(40, (i, l) => `${sentence(i)} ${i},${l}`)}\n${sentence(1)} 1,bad\n,good\nonly\nrare thing,rare\n`,
  );
  const preview = await look(file);
  const { data, leftOut } = await read(file);
  expect(preview.leftOut).toEqual(leftOut);
  expect(preview.used).toBe(data.train.count + data.heldOut.count);
  expect(preview.split).toEqual({ train: data.train.count, heldOut: data.heldOut.count });
});
