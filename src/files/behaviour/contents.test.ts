import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { tar } from '../bytes/tar.testing';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { fixture } from './fixture.testing';
import { ascii, file, npy, plain, plainDecode, sentenceOf } from './given.testing';
import { reviews } from './tables.testing';

/** What a file is goes by its contents, whatever its name says. */

const wish = { ...usualWish, edge: 4, drawSeed: 1 };
const look = async (...given: GivenFile[]) => {
  const { kind, items, classes, leftOut, notes, problem } = await previewFiles(given, wish);
  return {
    found: `${items} ${kind}`,
    classes: classes.map(({ name, count }) => `${name} ${count}`),
    leftOut: leftOut.map(({ what, count }) => `${what}: ${count}`),
    notes,
    problem,
  };
};

test('MessageCollection: a table without an ending and without a line of names', async () => {
  expect(await look(fixture('MessageCollection'))).toEqual({
    found: '60 text',
    classes: ['ham 40', 'spam 20'],
    leftOut: [],
    notes: ['MessageCollection does not name its columns in its first line.'],
    problem: null,
  });
});

test('fasttext-labels.txt: labels and texts as fastText has them, and it is said', async () => {
  expect(await look(fixture('fasttext-labels.txt'))).toEqual({
    found: '60 text',
    classes: ['ham 40', 'spam 20'],
    leftOut: [],
    notes: ['fasttext-labels.txt was read as lines of fastText: a label, then the text.'],
    problem: null,
  });
});

test('flowers.data: numbers with a class, as old public sets are kept', async () => {
  const found = await look(fixture('flowers.data'));
  expect([found.found, found.classes.length, found.problem]).toEqual(['60 point', 3, null]);
});

test('pictures.tgz: a packed tar file is the folder in it', async () => {
  expect(await look(fixture('pictures.tgz'))).toEqual({
    found: '12 image',
    classes: ['circle 4', 'square 4', 'triangle 4'],
    leftOut: [],
    notes: [],
    problem: null,
  });
});

const pets = (name = (label: string, i: number) => `pets/${label}/${i}.png`) =>
  Object.fromEntries(
    ['cat', 'dog'].flatMap((label, k) =>
      Array.from({ length: 6 }, (_, i) => [name(label, i), plain(10 * k + i)]),
    ),
  );

const long = `${'a long name/'.repeat(12)}pets`;

test.each<[string, GivenFile]>([
  ['a tar file', file('pets.tar', tar(pets()))],
  ['a tar file that is packed', file('pets.tar.gz', gzipSync(tar(pets())))],
  [
    'a tar file with long names of GNU',
    file('pets.tar', tar(pets((l, i) => `${long}/${l}/${i}.png`))),
  ],
  [
    'a tar file with long names of pax',
    file(
      'pets.tar',
      tar(
        pets((l, i) => `${long}/${l}/${i}.png`),
        'pax',
      ),
    ),
  ],
  ['a ZIP file called .tar', file('pets.tar', zipSync(pets()))],
  ['a tar file called .zip', file('pets.zip', tar(pets()))],
  ['a ZIP file without an ending', file('pets', zipSync(pets()))],
  ['pictures without endings', file('pets.zip', zipSync(pets((l, i) => `pets/${l}/${i}`)))],
])('%s gives the same pictures as the folder', async (_, given) => {
  const folder = Object.entries(pets()).map(([path, bytes]) => file(path, bytes));
  const { data } = await readFiles([given], wish, { decode: plainDecode });
  expect(data).toEqual((await readFiles(folder, wish, { decode: plainDecode })).data);
});

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

test.each<[string, GivenFile, string, string[]]>([
  ['a table called .txt', file('notes.txt', reviews()), '20 text', ['cat 10', 'dog 10']],
  [
    'a packed table without an ending',
    file('notes', gzipSync(ascii(reviews()))),
    '20 text',
    ['cat 10', 'dog 10'],
  ],
  [
    'a table called .gz that is not packed',
    file('notes.csv.gz', reviews()),
    '20 text',
    ['cat 10', 'dog 10'],
  ],
  [
    'JSON lines called .txt',
    file(
      'notes.txt',
      lines(20, (i) => JSON.stringify({ text: `the text number ${i}`, label: 'ab'[i % 2] })),
    ),
    '20 text',
    ['a 10', 'b 10'],
  ],
  [
    'JSON called .csv',
    file(
      'notes.csv',
      JSON.stringify(
        Array.from({ length: 20 }, (_, i) => ({
          text: `the text number ${i}`,
          label: 'ab'[i % 2],
        })),
      ),
    ),
    '20 text',
    ['a 10', 'b 10'],
  ],
  [
    'sparse lines of LIBSVM',
    file(
      'heart.scale',
      lines(20, (i) => `${i % 2 ? '+1' : '-1'} 1:0.${i} 3:-${i + 1}e-1 ${i % 3 ? '4:1' : ''}`),
    ),
    '20 point',
    ['-1 10', '1 10'],
  ],
  [
    'sparse lines of SVMlight, places from 0, with comments and groups',
    file(
      'rank.dat',
      lines(20, (i) => `${i % 2} qid:${i} 0:${i} 1:2 # row ${i}`),
    ),
    '20 point',
    ['0 10', '1 10'],
  ],
  [
    'fastText lines in a file called .train',
    file(
      'cooking.train',
      lines(20, (i) => `__label__${'ab'[i % 2]} , the text number ${i}`),
    ),
    '20 text',
    ['a 10', 'b 10'],
  ],
])('%s', async (_, given, found, classes) => {
  expect(await look(given)).toMatchObject({ found, classes, leftOut: [], problem: null });
});

test('an array of NumPy and an IDX file under other names are arrays', async () => {
  const x = npy(
    '|u1',
    [12, 8, 8],
    Uint8Array.from({ length: 768 }, (_, i) => i % 251),
  );
  const y = Uint8Array.from([
    0,
    0,
    8,
    1,
    0,
    0,
    0,
    12,
    ...Array.from({ length: 12 }, (_, i) => i % 2),
  ]);
  expect(await look(file('x.bin', x), file('labels.bin', y))).toMatchObject({
    found: '12 image',
    classes: ['0 6', '1 6'],
  });
});

test('lines of fastText with several labels are left out with their lines', async () => {
  const given = file(
    'multi.txt',
    lines(20, (i) => `${i < 4 ? '__label__c ' : ''}__label__${'ab'[i % 2]} the text number ${i}`),
  );
  expect(await look(given)).toMatchObject({
    found: '16 text',
    leftOut: ['rows that can’t be read: 4'],
  });
});

test('numbers that LIBSVM lines leave out are 0', async () => {
  const given = file(
    'a.svm',
    lines(20, (i) => `${i % 2} ${i % 2 ? '1:5 3:1' : '2:-5'}`),
  );
  const { data } = await readFiles([given], wish);
  expect(data.shape).toEqual([3]);
  expect(new Set(data.train.values)).toEqual(new Set([1, -1]));
});

test('a text file with numbers between spaces is a table; numbered names are none', async () => {
  const numbers = lines(20, (i) => `${0.5 + i}  ${(7 * i) % 11}   ${'ab'[i % 2]}`);
  expect(await look(file('seeds.txt', numbers))).toMatchObject({
    ...{ found: '20 point', classes: ['a 10', 'b 10'], problem: null },
  });
  const names = file('labels.txt', '0 Cat\n1 Dog\n2 Cow\n3 Pig\n4 Hen\n5 Ram\n');
  expect(await sentenceOf(look(names))).toContain('this is no kind of file that can be read here');
});

test('the encoding that the visitor chooses holds for lines of fastText too', async () => {
  const text = lines(20, (i) => `__label__${'ab'[i % 2]} the café number ${i}`);
  const western = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
  const seen = await previewFiles([file('cooking.txt', western)], {
    ...wish,
    encoding: 'windows-1252',
  });
  expect(seen.layout).toEqual({ encoding: 'windows-1252', separator: null, isNamed: false });
  expect(seen.firstRows[0]?.cells).toEqual(['a', 'the café number 0']);
});

test('prose beside data is no table, and says nothing', async () => {
  const readme = file('README.txt', 'label, text\nThis is about, well, data.\n\nIt has rows.\n');
  expect(await look(file('d.csv', reviews()), readme)).toMatchObject({
    found: '20 text',
    leftOut: ['files of another kind: 1'],
  });
  expect(await sentenceOf(look(readme))).toMatch(/^README\.txt: this is no kind of file/);
});

test.each<[string, GivenFile, string]>([
  [
    'a RAR file',
    file('pets.rar', ascii('Rar!\x1a\x07\x00…')),
    'pets.rar: this is a RAR file, which is not read here; unpack it, or make a ZIP file of what is in it.',
  ],
  [
    'a 7-Zip file called .zip',
    file('pets.zip', ascii('7z\xbc\xaf\x27\x1c00')),
    'pets.zip: this is a 7-Zip file, which',
  ],
  [
    'what joblib writes',
    file('digits.joblib', ascii('\x80\x04\x95\x00\x00')),
    'digits.joblib: this is a pickle of Python, as joblib and torch write, which could run any code; save its arrays as NPZ, with numpy.savez.',
  ],
  [
    'a MATLAB file',
    file('x.mat', ascii('MATLAB 5.0 MAT-file')),
    'x.mat: this is a MATLAB file, which is not read here; save its arrays as NPZ',
  ],
  [
    'an Office file called .csv that is no workbook',
    file('x.csv', zipSync({ '[Content_Types].xml': ascii('x') })),
    'x.csv: this is no Excel workbook (.xlsx), or it is broken or locked.',
  ],
  [
    'a tar file cut off',
    file('pets.tar', tar(pets()).subarray(0, 1100)),
    'pets.tar: this tar file is cut off.',
  ],
  [
    'a packed tar file cut off',
    file('pets.tgz', gzipSync(tar(pets())).subarray(0, 200)),
    'pets.tgz: the packed data are broken or cut off.',
  ],
  [
    'nothing known',
    file(
      'what.bin',
      Uint8Array.from({ length: 99 }, (_, i) => (i * 37) % 256),
    ),
    'what.bin: this is no kind of file that can be read here.',
  ],
])('%s: a sentence', async (_, given, sentence) => {
  expect(await sentenceOf(look(given))).toContain(sentence);
});
