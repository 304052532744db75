import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { usualWish } from '../../protocol/reading/wish';
import { file, plainDecode, sentenceOf } from '../behaviour/given.testing';
import { apartFromPlaces } from '../behaviour/tables.testing';
import { previewFiles, previewHub } from '../previewing';
import { readFiles, readHub } from '../reading';
import { hubName } from './hub';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const files: Record<string, Buffer> = {
  'pictures-train.parquet': fixture('pictures-train.parquet'),
  'pictures-test.parquet': fixture('pictures-test.parquet'),
  'texts-zstd.parquet': fixture('texts-zstd.parquet'),
};

/** What goes wrong at the server, and what it was asked. */
let trouble: {
  answer?: [status: number, body: string];
  failAfter?: number;
  noRanges?: boolean;
  failOnce?: boolean;
};
let asked: string[];
let base = '';

const listing = (config: string, split: string, filename: string) => ({
  ...{ dataset: 'set', config, split, filename, size: files[filename]?.length },
  url: `${base}/files/${filename}`,
});

const PARQUET: Record<string, () => unknown> = {
  'pets/photos': () => [
    listing('default', 'train', 'pictures-train.parquet'),
    listing('default', 'validation', 'pictures-train.parquet'),
    listing('default', 'test', 'pictures-test.parquet'),
  ],
  films: () => [
    listing('short', 'train', 'texts-zstd.parquet'),
    listing('long', 'train', 'texts-zstd.parquet'),
  ],
  bare: () => [],
};

function answer(request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '', base);
  asked.push(request.url ?? '');
  const json = (status: number, body: unknown) =>
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  if (trouble.answer) return json(...trouble.answer);
  const name = searchParams.get('dataset') ?? '';
  if (pathname === '/parquet')
    return PARQUET[name]
      ? json(200, { parquet_files: PARQUET[name]?.(), partial: name === 'films' })
      : json(404, { error: 'The dataset does not exist' });
  if (pathname === '/info') return json(200, { dataset_info: {} });
  const bytes = files[pathname.replace('/files/', '')] as Buffer;
  const fetched = asked.filter((url) => url.startsWith('/files')).length;
  if (trouble.failAfter !== undefined && fetched > trouble.failAfter)
    return request.socket.destroy();
  if (trouble.failOnce && fetched === 2) return response.writeHead(503).end();
  const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
  if (!range || trouble.noRanges) return response.writeHead(200).end(bytes);
  return response.writeHead(206).end(bytes.subarray(Number(range[1]), Number(range[2]) + 1));
}

const server = createServer(answer);
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  trouble = {};
  asked = [];
});

const tools = () => ({ decode: plainDecode, hub: { server: base, waitMs: 1 } });
const wish = { ...usualWish, edge: 4 };
const read = (name: string, more: Partial<typeof wish> = {}) =>
  readHub(name, { ...wish, ...more }, tools());

test('a set of pictures: what it holds is known from footers alone', async () => {
  const preview = await previewHub('pets/photos', wish, tools());
  expect(preview).toMatchObject({
    name: 'pets/photos',
    kind: 'image',
    items: 84,
    used: 84,
    roles: { kind: 'pictures', picture: 'image', label: 'label' },
    classes: ['ant', 'bee', 'cow'].map((name) => ({ name, count: null })),
    sides: { train: 60, heldOut: 24 },
    subsets: ['default'],
    problem: null,
  });
  expect(preview.columns).toMatchObject([
    { name: 'image', holds: 'pictures' },
    { name: 'label', holds: 'text', distinct: 3 },
  ]);
  expect(preview.downloadBytes).toBeGreaterThan(2000);
});

test('its pictures and names of classes, by the split of the hub, broken and unknown ones left out', async () => {
  const { data, leftOut, name } = await read('https://huggingface.co/datasets/pets/photos/viewer');
  expect([name, data.shape, data.classNames]).toEqual([
    'pets/photos',
    [4, 4, 3],
    ['ant', 'bee', 'cow'],
  ]);
  expect([data.train.count, data.heldOut.count]).toEqual([58, 22]);
  const number = (items: typeof data.train, i: number) =>
    Math.round((items.values[48 * i] as number) * 255);
  for (let i = 0; i < 58; i++)
    expect(data.train.labels[i]).toBe(Math.floor(number(data.train, i) / 20));
  for (let i = 0; i < 22; i++)
    expect(data.heldOut.labels[i]).toBe(Math.floor((number(data.heldOut, i) - 100) / 8));
  expect(leftOut).toEqual([
    {
      what: 'rows without a label',
      count: 2,
      examples: ['test/pictures-test.parquet, row 24', 'train/pictures-train.parquet, row 60'],
    },
    {
      what: 'pictures that can’t be read',
      count: 2,
      examples: ['test/pictures-test.parquet, row 2', 'train/pictures-train.parquet, row 2'],
    },
  ]);
});

test('nothing but names and ranges is asked for', async () => {
  await read('pets/photos');
  expect(new Set(asked.map((url) => url.replace(/\?.*/, '')))).toEqual(
    new Set(['/parquet', '/info', '/files/pictures-train.parquet', '/files/pictures-test.parquet']),
  );
  expect(asked[0]).toBe('/parquet?dataset=pets%2Fphotos');
  expect(asked.length).toBeLessThan(12);
});

test('texts sorted by class and packed another way come from all over the set', async () => {
  const preview = await previewHub('films', wish, tools());
  expect(preview).toMatchObject({
    kind: 'text',
    items: 60,
    roles: { kind: 'texts', text: 'review', label: 'sentiment' },
    subsets: ['short', 'long'],
    sides: null,
  });
  expect(preview.notes[0]).toBe('The hub offers only the first part of this data set.');
  const { data } = await read('films', { mostItems: 20 });
  expect(data.classNames).toEqual(['bad', 'good']);
  expect(data.train.count + data.heldOut.count).toBe(20);
  expect(data.train.texts?.some((text) => text.includes('😀'))).toBe(true);
  expect((await read('films', { mostItems: 20 })).data).toEqual(data);
});

test('a Parquet file of the visitor’s own is read as the hub’s are', async () => {
  const given = [file('films.parquet', new Uint8Array(files['texts-zstd.parquet'] as Buffer))];
  expect(await previewFiles(given, wish)).toMatchObject({
    name: 'films',
    items: 60,
    downloadBytes: 0,
    problem: null,
  });
  expect(apartFromPlaces((await readFiles(given, wish)).data)).toEqual(
    apartFromPlaces((await read('films')).data),
  );
});

test('a server that knows no ranges is asked once for each file', async () => {
  trouble.noRanges = true;
  const { data } = await read('pets/photos');
  expect(data.train.count).toBe(58);
  expect(asked.filter((url) => url.startsWith('/files')).length).toBe(2);
});

test('a hub that is busy for a moment is asked again', async () => {
  trouble.failOnce = true;
  expect((await read('films')).data.classNames).toEqual(['bad', 'good']);
});

test.each<[string, () => void, string, string]>([
  [
    'no such set',
    () => {},
    'no/such',
    'There is no public data set “no/such” on the Hugging Face hub. Check the spelling; private ones and those behind an agreement can’t be read.',
  ],
  [
    'a private one',
    () => {
      trouble.answer = [401, '{"error":"no"}'];
    },
    'films',
    'There is no public data set “films” on the Hugging Face hub. Check the spelling; private ones and those behind an agreement can’t be read.',
  ],
  ['no name', () => {}, 'a b', '“a b” is no name of a data set; names look like “ylecun/mnist”.'],
  [
    'no files',
    () => {},
    'bare',
    'The Hugging Face hub has no files of “bare” that this page reads.',
  ],
  [
    'a set that the hub can’t turn',
    () => {
      trouble.answer = [500, '{"error":"Not ready"}'];
    },
    'films',
    'The Hugging Face hub can’t offer “films” in a form this page reads (Not ready).',
  ],
  [
    'too many visitors',
    () => {
      trouble.answer = [429, '{}'];
    },
    'films',
    'The Hugging Face hub asks to wait; try again later.',
  ],
  [
    'an answer in no known form',
    () => {
      trouble.answer = [200, '<html>'];
    },
    'films',
    'The Hugging Face hub gave an answer that can’t be read (200).',
  ],
  [
    'no network half way',
    () => {
      trouble.failAfter = 3;
    },
    'pets/photos',
    'NETWORK',
  ],
])('%s: a sentence', async (_, arrange, name, sentence) => {
  arrange();
  const said = await sentenceOf(read(name));
  if (sentence === 'NETWORK')
    expect(said).toMatch(
      /^The network failed after [\d.]+ k?B?(bytes)? of (test|train)\/pictures-(test|train)\.parquet \(\d\.\d kB\); nothing was changed\. Is there a network\?$/,
    );
  else expect(said).toBe(sentence);
});

test('no network at all, and a part of a set that is not there', async () => {
  const nowhere = { hub: { server: 'http://127.0.0.1:1', waitMs: 1 } };
  expect(await sentenceOf(readHub('films', wish, nowhere))).toBe(
    'The Hugging Face hub can’t be reached; nothing was changed. Is there a network?',
  );
  expect(await sentenceOf(read('films', { subset: 'tall' }))).toBe(
    '“films” has no part “tall”. It has: short and long.',
  );
});

test('a download can be stopped', async () => {
  const stop = new AbortController();
  const stopped = readHub('pets/photos', wish, {
    ...tools(),
    signal: stop.signal,
    progress: ({ doing }) => doing.startsWith('Reading') && stop.abort(),
  });
  await expect(stopped).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
});

test('a file that is no Parquet, or is cut off, is refused', async () => {
  const cut = new Uint8Array(files['texts-zstd.parquet'] as Buffer).subarray(0, 3000);
  for (const bytes of [cut, new TextEncoder().encode('hello, this is no Parquet at all')])
    expect(await sentenceOf(readFiles([file('x.parquet', bytes)], wish))).toBe(
      'x.parquet: this is no Parquet file, or it is broken or cut off.',
    );
  expect(await sentenceOf(readFiles([file('x.parquet')], wish))).toBe(
    'x.parquet: this file is empty.',
  );
});

test.each([
  ['ylecun/mnist', 'ylecun/mnist'],
  [' imdb ', 'imdb'],
  ['https://huggingface.co/datasets/ylecun/mnist/viewer/mnist/train?row=3', 'ylecun/mnist'],
  ['hf.co/datasets/a/b.c-d_e/', 'a/b.c-d_e'],
])('the name %j is understood', (written, name) => {
  expect(hubName(written)).toBe(name);
});
