import { expect, test } from 'vitest';
import { ascii, file, sentenceOf, zip } from './given.testing';
import { apartFromPlaces, previewOf, read, reviews, rows, two } from './tables.testing';

test('a table of texts and labels: what the preview says is what the data are', async () => {
  const preview = await previewOf(two(reviews()));
  expect(preview).toMatchObject({
    name: 'reviews',
    kind: 'text',
    items: 20,
    used: 20,
    classes: [
      { name: 'cat', count: 10 },
      { name: 'dog', count: 10 },
    ],
    roles: { kind: 'texts', text: 'text', label: 'label' },
    memoryBytes: 20 * 32 * 4,
    problem: null,
    leftOut: [],
  });
  expect(preview.columns[0]).toMatchObject({
    name: 'text',
    distinct: 20,
    examples: ['the dog number 0 is here', 'the cat number 1 is here', 'the dog number 2 is here'],
  });
  const { data, name } = await read(two(reviews()));
  expect([name, data.train.count, data.heldOut.count, data.shape, data.classNames]).toEqual([
    'reviews',
    16,
    4,
    [6],
    ['cat', 'dog'],
  ]);
  const vocabulary = data.vocabulary ?? [];
  const [first] = data.train.texts ?? [];
  expect(
    Array.from(data.train.values.subarray(0, 6), (token) => vocabulary[token] || 'none').filter(
      (word) => word !== '[unknown]',
    ),
  ).toEqual(first?.split(' ').filter((word) => vocabulary.includes(word)));
  const overlap = data.train.texts?.filter((text) => data.heldOut.texts?.includes(text));
  expect(overlap).toEqual([]);
});

test('the same files and seed give the same bytes, another seed does not', async () => {
  const [one, same, other] = await Promise.all([
    read(two(reviews(200))),
    read(two(reviews(200))),
    read(two(reviews(200)), { drawSeed: 6 }),
  ]);
  expect(same.data).toEqual(one.data);
  expect(other.data.train.texts).not.toEqual(one.data.train.texts);
});

test.each([
  ['tabs', 'x.tsv', `text\tlabel\n${rows(20, (text, label) => `${text}\t${label}`).join('\n')}`],
  [
    'semicolons and old line ends',
    'x.csv',
    `text;label\r${rows(20, (text, label) => `${text};${label}`).join('\r')}`,
  ],
  [
    'JSON, a line each',
    'x.jsonl',
    rows(20, (text, label) => JSON.stringify({ text, label })).join('\r\n'),
  ],
  [
    'JSON, a list of objects',
    'x.json',
    `[${rows(20, (text, label) => JSON.stringify({ text, label })).join(',\n')}]`,
  ],
  [
    'JSON lines under the name of JSON',
    'x.json',
    rows(20, (text, label) => JSON.stringify({ text, label })).join('\n'),
  ],
  [
    'JSON with a list inside',
    'x.json',
    `{"version":1,"rows":[${rows(20, (text, label) => JSON.stringify({ text, label })).join()}]}`,
  ],
])('%s give the same data as commas', async (_, path, contents) => {
  const { data } = await read([file(path, contents)]);
  expect(apartFromPlaces(data)).toEqual(apartFromPlaces((await read(two(reviews()))).data));
});

test('a table in a ZIP file, and one packed with gzip', async () => {
  const expected = apartFromPlaces((await read(two(reviews()))).data);
  const zipped = await read([zip('set.zip', { 'reviews.csv': ascii(reviews()) })]);
  expect(apartFromPlaces(zipped.data)).toEqual(expected);
  const packed = await new Response(
    new Blob([reviews()]).stream().pipeThrough(new CompressionStream('gzip')),
  ).bytes();
  expect(apartFromPlaces((await read([file('reviews.csv.gz', packed)])).data)).toEqual(expected);
  expect(await sentenceOf(read([file('reviews.csv.gz', packed.subarray(0, 60))]))).toBe(
    'reviews.csv.gz: the packed data are broken or cut off.',
  );
});

test('files called train and test are the split', async () => {
  const other = reviews(12).replaceAll('number', 'test number');
  const given = [file('data/train.csv', reviews()), file('data/test.csv', other)];
  const { data } = await read(given);
  expect([data.train.count, data.heldOut.count]).toEqual([20, 12]);
  expect(data.heldOut.texts?.every((text) => text.includes('test'))).toBe(true);
  expect((await previewOf(given)).notes).toContain(
    'The split is the one that the names of the files say.',
  );
});

test('a text that is on both sides of the data’s own split is held out only', async () => {
  const { data, leftOut } = await read([
    file('train.csv', reviews(30)),
    file('test.csv', reviews(12)),
  ]);
  expect([data.train.count, data.heldOut.count]).toEqual([18, 12]);
  expect(leftOut[0]).toMatchObject({ what: 'texts that come twice', count: 12 });
});

test('no names of columns: they are counted and still understood', async () => {
  const given = two(
    rows(20, (text, label) => `${label},"${text}, and 1"`)
      .join('\n')
      .replace('dog,', '3,'),
  );
  const preview = await previewOf(given);
  expect(preview.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2']);
  expect(preview.notes).toEqual(
    expect.arrayContaining(['reviews.csv does not name its columns in its first line.']),
  );
  expect(preview.roles).toEqual({ kind: 'texts', text: 'column 2', label: 'column 1' });
});

test('right-to-left words and emoji come through', async () => {
  const contents = `text,label\n${Array.from({ length: 8 }, (_, i) => `"שלום ${i} 😀, עולם",${i % 2 ? 'טוב' : '👎'}`).join('\n')}`;
  const { data } = await read(two(contents));
  expect(data.classNames).toEqual(expect.arrayContaining(['טוב', '👎']));
  expect(data.vocabulary).toEqual(expect.arrayContaining(['שלום', '😀', 'עולם']));
});

test('numbers and a label are points, spread from -1 to 1 by the training rows', async () => {
  const contents = `x,y,flat,kind\n${Array.from({ length: 20 }, (_, i) => `${i / 2},${-1000 * i},3,${i % 2 ? 'odd' : 'even'}`).join('\n')}`;
  const { data } = await read(two(contents));
  expect([data.shape, data.range, data.classNames, data.train.count]).toEqual([
    [3],
    [-1, 1],
    ['even', 'odd'],
    16,
  ]);
  const column = (at: number) =>
    Array.from({ length: 16 }, (_, i) => data.train.values[3 * i + at] as number);
  expect([Math.min(...column(0)), Math.max(...column(0))]).toEqual([-1, 1]);
  expect(new Set(column(2))).toEqual(new Set([0]));
});

test('fewer rows are drawn than there are, and it is said before and after', async () => {
  const preview = await previewOf(two(reviews(200)), { mostItems: 50 });
  expect(preview.used).toBe(50);
  expect(preview.notes).toContain('50 of 200 rows will be used, drawn by the seed.');
  const { data, leftOut } = await read(two(reviews(200)), { mostItems: 50 });
  expect(data.train.count + data.heldOut.count).toBe(50);
  expect(leftOut).toEqual([
    { what: 'rows beyond the number wished, drawn by the seed', count: 150, examples: [''] },
  ]);
});

test('rows that are empty, short or twice there are left out with their lines', async () => {
  const contents = `${reviews()}"",cat\nonly one\n"the dog number 0 is here",dog\nx,\n`;
  const { data, leftOut } = await read(two(contents));
  expect(data.train.count + data.heldOut.count).toBe(20);
  expect(leftOut).toEqual([
    {
      what: 'rows with an empty text or label',
      count: 2,
      examples: ['reviews.csv, line 22', 'reviews.csv, line 25'],
    },
    { what: 'texts that come twice', count: 1, examples: ['the dog number 0 is here'] },
    {
      what: 'rows that can’t be read',
      count: 1,
      examples: ['reviews.csv, line 23: it has 1 cell instead of 2'],
    },
  ]);
});

test('each item knows the file and the line it comes from', async () => {
  const { data } = await read(two(reviews()));
  const { ids, texts } = data.heldOut;
  texts?.forEach((text, i) => {
    const number = Number(/\d+/.exec(text)?.[0]);
    expect(ids?.[i]).toBe(`reviews.csv, line ${number + 2}`);
  });
  expect(ids?.length).toBe(data.heldOut.count);
});
