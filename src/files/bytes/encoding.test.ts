import { expect, test } from 'vitest';
import { file, sentenceOf } from '../behaviour/given.testing';
import { textOf } from './encoding';
import { fromBlob } from './fileSource';

async function read(...contents: (string | Uint8Array)[]) {
  const { path, blob } = file('x.csv', ...contents);
  const text = await textOf(fromBlob(path, blob));
  let whole = '';
  for await (const chunk of text.chunks({})) whole += chunk;
  return { whole, encoding: text.encoding, note: text.note };
}

const WORDS = 'naïve – 日本 😀 שלום\n';
const utf16 = (text: string, bigEndian: boolean) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(2 * i, text.charCodeAt(i), !bigEndian);
  return bytes;
};

test('UTF-8 with and without a byte order mark', async () => {
  expect(await read(WORDS)).toEqual({ whole: WORDS, encoding: 'utf-8', note: null });
  expect((await read(`\ufeff${WORDS}`)).whole).toBe(WORDS);
});

test.each([
  ['utf-16le', false],
  ['utf-16be', true],
] as const)('%s with a mark, and without one in plain words', async (encoding, isBig) => {
  expect(await read(utf16(`\ufeff${WORDS}`, isBig))).toEqual({
    whole: WORDS,
    encoding,
    note: null,
  });
  expect(await read(utf16('text,label\nhello,a\n', isBig))).toEqual({
    whole: 'text,label\nhello,a\n',
    encoding,
    note: 'x.csv was read as UTF-16.',
  });
});

test('what is no UTF-8 is read as Latin-1, and told', async () => {
  expect(await read(Uint8Array.from([0x63, 0x61, 0x66, 0xe9, 0x20, 0x93, 0xfc, 0x94]))).toEqual({
    whole: 'café “ü”',
    encoding: 'windows-1252',
    note: 'x.csv is no UTF-8 and was read as Latin-1.',
  });
});

test('one bad byte in much good UTF-8 does not spoil the rest', async () => {
  const { whole, encoding, note } = await read(WORDS.repeat(9), Uint8Array.from([0xff]), 'end');
  expect(whole).toBe(`${WORDS.repeat(9)}\ufffdend`);
  expect([encoding, note]).toEqual([
    'utf-8',
    'x.csv has 1 character that is no UTF-8, shown as \ufffd.',
  ]);
});

test('an empty file and one that is no text are refused', async () => {
  expect(await sentenceOf(read())).toBe('x.csv: this file is empty.');
  expect(await sentenceOf(read(Uint8Array.from([1, 2, 0, 0, 0, 9, 200])))).toBe(
    'x.csv, line 1: this is no text file: it holds bytes that no text has.',
  );
  expect(await sentenceOf(read('text,label\na,b\n', Uint8Array.from([99, 0, 99])))).toBe(
    'x.csv, line 3: this is no text file: it holds bytes that no text has.',
  );
});

test('UTF-32 begins as UTF-16 does, and is not taken for it', async () => {
  const words = Uint32Array.from('\ufefftext,label\n', (sign) => sign.charCodeAt(0));
  expect(await sentenceOf(read(new Uint8Array(words.buffer)))).toBe(
    'x.csv: it is written as UTF-32, which browsers can’t read; save it as UTF-8.',
  );
});
