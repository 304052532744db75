import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish, type Wish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { fixture } from './fixture.testing';
import { file, npy, plain, plainDecode, sentenceOf, zip } from './given.testing';
import { reviews } from './tables.testing';

/** Files that belong together, and files of which one is meant. */

const wish: Wish = { ...usualWish, edge: 4, drawSeed: 1 };
const look = async (given: GivenFile[], choices: Wish['choices'] = {}) => {
  const preview = await previewFiles(given, { ...wish, choices });
  const { kind, items, pairs, classes, leftOut, notes, problem, sides, roles } = preview;
  return {
    found: pairs > 0 ? `${pairs} pairs` : `${items} ${kind}`,
    classes: classes.map(({ name, count }) => `${name} ${count}`),
    leftOut: leftOut.map(({ what, count }) => `${what}: ${count}`),
    ...{ notes, problem, sides, roles, choices: preview.choices },
  };
};
const read = (given: GivenFile[], choices: Wish['choices'] = {}) =>
  readFiles(given, { ...wish, choices }, { decode: plainDecode });

const lines = (count: number, line: (i: number) => string, head?: string) =>
  [...(head === undefined ? [] : [head]), ...Array.from({ length: count }, (_, i) => line(i))].join(
    '\n',
  );
const numbers = (count: number, width: number) => {
  const values = Float32Array.from({ length: count * width }, (_, i) => Math.sin(i * 1.7));
  return npy('<f4', [count, width], new Uint8Array(values.buffer));
};
const kind = (i: number) => ['ant', 'bee'][i % 2] as string;

test('vectors in NPY with metadata in TSV, as the Embedding Projector has them', async () => {
  const given = [
    file('vectors.npy', numbers(20, 5)),
    file(
      'metadata.tsv',
      lines(20, (i) => `word${i}\t${kind(i)}`, 'word\tkind'),
    ),
  ];
  expect(await look(given)).toMatchObject({
    found: '20 point',
    classes: ['ant 10', 'bee 10'],
    leftOut: [],
    notes: ['The classes are those of metadata.tsv, column “kind”, row by row.'],
    problem: null,
  });
  expect((await read(given)).data.classNames).toEqual(['ant', 'bee']);
});

test('metadata of a single column have no line of names, and the first class counts', async () => {
  const given = [file('x.npy', numbers(20, 5)), file('metadata.tsv', lines(20, kind))];
  expect(await look(given)).toMatchObject({
    classes: ['ant 10', 'bee 10'],
    notes: ['The classes are those of metadata.tsv, row by row.'],
  });
});

test('metadata with several columns of classes are a question', async () => {
  const given = [
    file('x.npy', numbers(20, 5)),
    file(
      'meta.csv',
      lines(20, (i) => `${kind(i)},${i % 4 < 2 ? 'big' : 'small'}`, 'who,size'),
    ),
  ];
  const { problem, choices } = await look(given);
  expect(problem).toContain('“The class is in this column of meta.csv”');
  expect(choices[0]?.options).toEqual([
    ['who', 'who: ant and bee'],
    ['size', 'size: big and small'],
  ]);
  expect((await look(given, { label: 'size' })).classes).toEqual(['big 10', 'small 10']);
});

test('metadata that name each vector differently hold no classes, and the sentence says so', async () => {
  const given = [
    file('x.npy', numbers(20, 5)),
    file(
      'metadata.tsv',
      lines(20, (i) => `word${i}\t${i}`, 'word\trank'),
    ),
  ];
  expect(await sentenceOf(look(given))).toBe(
    'metadata.tsv: it belongs to the 20 items beside it, but in no column do values repeat, as classes do.',
  );
});

test('metadata with another number of rows are left out and told, and labels are asked for', async () => {
  const given = [
    file('x.npy', numbers(20, 5)),
    file(
      'metadata.tsv',
      lines(7, (i) => `w\t${kind(i)}`, 'word\tkind'),
    ),
  ];
  expect(await sentenceOf(look(given))).toContain('there are no labels for its 20 items');
});

test.each<[string, string, string, string[]]>([
  [
    'a line of names',
    lines(20, (i) => `${kind(i)}\tw${i}`, 'kind\tword'),
    'kind',
    ['1 column is not used: word (it holds no numbers).'],
  ],
  ['classes alone', lines(20, kind), 'label', []],
])('vectors and metadata both in TSV, metadata with %s', async (_, metadata, label, notes) => {
  const vectors = lines(20, (i) => [0.25 * i, -i, i % 3].join('\t'));
  const given = [file('vectors.tsv', vectors), file('metadata.tsv', metadata)];
  const found = await look(given);
  expect(found).toMatchObject({
    found: '20 point',
    classes: ['ant 10', 'bee 10'],
    notes: ['Each row of vectors.tsv goes with the same row of metadata.tsv.', ...notes],
    roles: { kind: 'points', label },
  });
  const { data } = await read(given);
  expect([data.shape, data.train.count + data.heldOut.count]).toEqual([[3], 20]);
});

test('names of classes in a text beside IDX or NPY files are used', async () => {
  const x = npy(
    '|u1',
    [12, 8, 8],
    Uint8Array.from({ length: 768 }, (_, i) => (i * 37) % 251),
  );
  const y = npy(
    '|u1',
    [12],
    Uint8Array.from({ length: 12 }, (_, i) => i % 3),
  );
  const given = [file('x.npy', x), file('y.npy', y), file('labels.txt', '0 Cat\n1 Dog\n2 Emu\n')];
  expect(await look(given)).toMatchObject({ classes: ['Cat 4', 'Dog 4', 'Emu 4'], leftOut: [] });
});

/** A small set as BEIR has them: 12 queries, 30 passages, and which belong together. */
const beir = (judgements: readonly GivenFile[]) => [
  file(
    'tiny/corpus.jsonl',
    lines(30, (i) =>
      JSON.stringify({ _id: `d${i}`, title: `title ${i}`, text: `the passage number ${i}` }),
    ),
  ),
  file(
    'tiny/queries.jsonl',
    lines(12, (i) => JSON.stringify({ _id: `q${i}`, text: `what is number ${i}`, metadata: {} })),
  ),
  ...judgements,
];
const HEAD = 'query-id\tcorpus-id\tscore';

test('corpus, queries and qrels of BEIR are pairs, with their own split', async () => {
  const given = beir([
    file(
      'tiny/qrels/train.tsv',
      lines(8, (i) => `q${i}\td${i}\t1`, HEAD),
    ),
    file(
      'tiny/qrels/test.tsv',
      lines(4, (i) => `q${8 + i}\td${8 + i}\t1`, HEAD),
    ),
  ]);
  expect(await look(given)).toMatchObject({
    found: '12 pairs',
    leftOut: [],
    roles: { kind: 'pairs', query: 'query', passage: 'passage' },
    notes: [
      'The pairs are those that tiny/qrels/train.tsv and tiny/qrels/test.tsv name, with the texts of tiny/queries.jsonl and tiny/corpus.jsonl.',
      'The split is the one that the names of the files say.',
    ],
    problem: null,
  });
  const { data } = await read(given);
  expect(data.train.texts?.slice(0, 2)).toEqual([
    'what is number 0',
    'title 0 · the passage number 0',
  ]);
  expect([data.train.pairs?.length, data.heldOut.pairs?.length]).toEqual([16, 8]);
});

test('scores of 0 are near misses, scores above count alike, and both are said', async () => {
  const given = beir([
    file(
      'tiny/qrels/test.tsv',
      lines(24, (i) => `q${i % 12}\td${i}\t${i < 12 ? 1 + (i % 2) : 0}`, HEAD),
    ),
  ]);
  const found = await look(given);
  expect(found.roles).toEqual({
    kind: 'pairs',
    query: 'query',
    passage: 'passage',
    same: 'relevant',
  });
  expect(found.notes).toContain(
    'Scores are 0, 1 and 2: above 0, query and passage belong together; at 0 they don’t.',
  );
  const { data } = await read(given);
  expect(data.train.nearMisses).toBeDefined();
});

test('judgements as TREC has them, and passages that are not there', async () => {
  const given = beir([
    file(
      'tiny/qrels.tsv',
      lines(12, (i) => `q${i}\t0\td${i * 3}\t1`),
    ),
  ]);
  expect(await look(given)).toMatchObject({
    found: '10 pairs',
    leftOut: ['pairs whose query or passage is not there: 2'],
  });
});

test('queries and passages without judgements: what to give along', async () => {
  expect(await sentenceOf(look(beir([])))).toContain(
    'no file says which belong together; give it along, such as qrels/train.tsv',
  );
});

test('test.csv with the columns of train.csv in another order is matched by name', async () => {
  const given = ['train.csv', 'test.csv'].map((name) => fixture(`other-column-order/${name}`));
  expect(await look(given)).toMatchObject({
    found: '80 text',
    classes: ['bad 40', 'good 40'],
    leftOut: [],
    notes: ['The split is the one that the names of the files say.'],
    problem: null,
  });
  const { data } = await read(given);
  expect([data.train.count, data.heldOut.count]).toEqual([60, 20]);
});

test('train, test and sample_submission of Kaggle: only rows with labels are used', async () => {
  const given = [
    file(
      'train.csv',
      lines(20, (i) => `${i},the text number ${i},${kind(i)}`, 'id,text,target'),
    ),
    file(
      'test.csv',
      lines(9, (i) => `${i},another text ${i}`, 'id,text'),
    ),
    file(
      'sample_submission.csv',
      lines(9, (i) => `${i},ant`, 'id,target'),
    ),
  ];
  expect(await look(given)).toMatchObject({
    found: '20 text',
    classes: ['ant 10', 'bee 10'],
    leftOut: ['examples of answers, which are no labels: 1', 'files without labels: 1'],
    problem: null,
  });
});

test('two tables of which one is meant: a question, and nothing is read before', async () => {
  const given = [
    file('reviews.csv', reviews()),
    file(
      'prices.csv',
      lines(20, (i) => `${i % 7},${(i * 5) % 11},${kind(i)}`, 'a,b,kind'),
    ),
  ];
  const { problem, choices } = await look(given);
  expect(problem).toBe('Choose first what the files leave open: “The data are in”.');
  expect(choices[0]?.options).toEqual([
    ['reviews.csv', 'reviews.csv: text and label'],
    ['prices.csv', 'prices.csv: a, b and kind'],
  ]);
  expect(await sentenceOf(read(given))).toBe(problem);
  expect(await look(given, { files: 'prices.csv' })).toMatchObject({
    found: '20 point',
    leftOut: ['files that were not chosen: 1'],
    problem: null,
  });
});

const set = (first: number, width: number) => ({
  'x.npy': numbers(20, width),
  'y.npy': npy(
    '|u1',
    [20],
    Uint8Array.from({ length: 20 }, (_, i) => first + (i % 2)),
  ),
});

test('two NPZ files, or two arrays in one, of which one is meant: a question', async () => {
  const given = [zip('old.npz', set(0, 5)), zip('new.npz', set(4, 5))];
  expect((await look(given)).problem).toContain('“The items are in”');
  expect((await look(given, { items: 'new x' })).classes).toEqual(['4 10', '5 10']);
  expect((await look(given, { items: 'all' })).found).toBe('40 point');
  const two = [zip('one.npz', { ...set(0, 5), 'z.npy': numbers(20, 3) })];
  expect((await look(two)).problem).toContain('“The items are in”');
  expect((await read(two, { items: 'one z' })).data.shape).toEqual([3]);
});

test('parts of one set are put together', async () => {
  const given = [zip('data_1.npz', set(0, 5)), zip('data_2.npz', set(0, 5))];
  expect(await look(given)).toMatchObject({ found: '40 point', problem: null });
});

/** Twelve pictures in one folder. */
const pictures = (name = (i: number) => `pets/${i}f.png`) =>
  Array.from({ length: 12 }, (_, i) => file(name(i), plain(i)));

test.each<[string, GivenFile]>([
  [
    'names with endings',
    file(
      'pets/labels.csv',
      lines(12, (i) => `${i}f.png,${kind(i)}`, 'file,label'),
    ),
  ],
  [
    'names without endings',
    file(
      'pets/labels.csv',
      lines(12, (i) => `${i}f,${kind(i)}`, 'id,breed'),
    ),
  ],
  [
    'paths',
    file(
      'labels.csv',
      lines(12, (i) => `./pets\\${i}f.png;${kind(i)}`, 'path;class'),
    ),
  ],
  [
    'no line of names',
    file(
      'labels.txt',
      lines(12, (i) => `${i}f.png\t${kind(i)}`),
    ),
  ],
  [
    'a 1 in the column of the class',
    file(
      'truth.csv',
      lines(12, (i) => `${i}f,${i % 2 ? '0.0,1.0' : '1.0,0.0'}`, 'image,ant,bee'),
    ),
  ],
  [
    'columns of Label Studio',
    file(
      'project-1.csv',
      lines(
        12,
        (i) => `/data/upload/1/0a1b2c3d-${i}f.png,${i},${kind(i)},1,2.5`,
        'image,id,choice,annotator,lead_time',
      ),
    ),
  ],
  [
    'tasks of Label Studio in JSON',
    file(
      'project-1.json',
      JSON.stringify(
        Array.from({ length: 12 }, (_, i) => ({
          id: i,
          annotations: [{ result: [{ value: { choices: [kind(i)] }, type: 'choices' }] }],
          data: { image: `/data/upload/1/0a1b2c3d-${i}f.png` },
        })),
      ),
    ),
  ],
  [
    'annotations of COCO',
    file(
      'annotations/instances.json',
      JSON.stringify({
        images: Array.from({ length: 12 }, (_, i) => ({ id: 100 + i, file_name: `${i}f.png` })),
        annotations: Array.from({ length: 12 }, (_, i) => ({
          image_id: 100 + i,
          category_id: 7 + (i % 2),
        })),
        categories: [
          { id: 7, name: 'ant' },
          { id: 8, name: 'bee' },
        ],
      }),
    ),
  ],
])('pictures and a table of labels, with %s', async (_, table) => {
  const found = await look([...pictures(), table]);
  expect(found).toMatchObject({
    found: '12 image',
    classes: ['ant 6', 'bee 6'],
    leftOut: [],
    notes: [`The class of each picture is the one that ${table.path} gives for its name.`],
    problem: null,
  });
  expect((await read([...pictures(), table])).data.classNames).toEqual(['ant', 'bee']);
});

test('what of pictures and their table does not fit is left out and told', async () => {
  const table = lines(14, (i) => `${i + 1}f.png,${i === 3 ? '' : kind(i)}`, 'file,label');
  const given = [
    ...pictures(),
    file('labels.csv', `${table}\n5f.png,bee`),
    file('notes.csv', 'a,b\n1,2'),
  ];
  expect((await look(given)).leftOut).toEqual([
    'rows without a label: 1',
    'rows whose picture is not there: 3',
    'files of another kind: 1',
    'pictures of several classes: 1',
    'pictures that the table does not name: 2',
  ]);
});

test('folders and a table that say different things are a question; the same, none', async () => {
  const inFolders = pictures((i) => `pets/${kind(i)}/${i}.png`);
  const other = file(
    'meta.csv',
    lines(12, (i) => `${i}.png,${i < 6 ? 'day' : 'night'}`, 'file,when'),
  );
  expect((await look([...inFolders, other])).problem).toContain('“The class of a picture is”');
  expect((await look([...inFolders, other], { classes: 'table' })).classes).toEqual([
    'day 6',
    'night 6',
  ]);
  expect((await look([...inFolders, other], { classes: 'folders' })).classes).toEqual([
    'ant 6',
    'bee 6',
  ]);
  const same = file(
    'meta.csv',
    lines(12, (i) => `${i}.png,${kind(i)}`, 'file,label'),
  );
  expect(await look([...inFolders, same])).toMatchObject({ problem: null, notes: [] });
});

test('pictures in folders train and test with a table keep that split', async () => {
  const given = [
    ...pictures((i) => `pets/${i < 8 ? 'train' : 'test'}/${i}.png`),
    file(
      'pets/labels.csv',
      lines(12, (i) => `${i},${kind(i)}`, 'id,label'),
    ),
  ];
  expect(await look(given)).toMatchObject({ sides: { train: 8, heldOut: 4 }, problem: null });
});

test('samples of Teachable Machine, a ZIP file for each class, are a set; its model is none', async () => {
  const samples = (name: string, first: number) =>
    zip(
      `${name}-samples.zip`,
      Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`${i}.jpg`, plain(first + i)])),
    );
  expect(await look([samples('Cat', 0), samples('Big dog', 10)])).toMatchObject({
    classes: ['Big dog 5', 'Cat 5'],
    problem: null,
  });
  const json = new TextEncoder().encode('{"modelTopology": {}, "labels": ["Cat", "Dog"]}');
  const model = zip('my_model.zip', {
    ...{ 'model.json': json, 'metadata.json': json, 'weights.bin': new Uint8Array(64).fill(7) },
  });
  expect(await sentenceOf(look([model]))).toBe(
    'my_model: this is a trained model, not the data it learned from; give those. Teachable Machine has them under “Download samples” of each class.',
  );
});

test('tables side by side whose rows stand in another order are not joined but asked about', async () => {
  const given = (order: (i: number) => number) => [
    file(
      'data.csv',
      lines(20, (i) => `${i},the text number ${i}`, 'id,text'),
    ),
    file(
      'labels.csv',
      lines(20, (i) => `${order(i)},${kind(order(i))}`, 'id,label'),
    ),
  ];
  expect(await look(given((i) => i))).toMatchObject({ found: '20 text', problem: null });
  expect((await look(given((i) => 19 - i))).problem).toContain('“The data are in”');
});
