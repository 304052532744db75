import { expect, test } from 'vitest';
import type { Data } from '../parts/data';
import type { HeldFacts } from '../protocol/reading/facts';
import type { Origin, SentOrigin } from '../protocol/reading/given';
import type { ReadAnswer, ReadCommand } from '../protocol/reading/readerMessages';
import { usualWish } from '../protocol/reading/wish';
import { file } from './behaviour/given.testing';
import type { KeyValueStore } from './browserStore';
import { memoryStore } from './memoryStore.testing';
import { ReadingWorker } from './readingWorker';

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) => `the text ${i},${i % 2 ? 'a' : 'b'}`);
const reviews = (count = 20) => ({
  from: 'files' as const,
  files: [file('reviews.csv', `text,label\n${rows(count).join('\n')}`)],
});

type Asked = ReadCommand extends infer C
  ? C extends { origin: SentOrigin }
    ? Omit<C, 'request' | 'origin'> & { origin: Origin }
    : C extends ReadCommand
      ? Omit<C, 'request'>
      : never
  : never;

/** A worker with its answers, and how to ask it one thing. */
function opened(here: KeyValueStore = memoryStore()) {
  const answers: ReadAnswer[] = [];
  const worker = new ReadingWorker((answer) => answers.push(answer), here);
  let request = 0;
  const tell = async (command: Asked) => {
    request++;
    if ('origin' in command && command.origin.from === 'files') {
      for (const one of command.origin.files)
        await worker.tell({ type: 'give', files: request, more: [one] });
      const origin = { from: 'files' as const, files: request };
      await worker.tell({ ...command, origin, request } as ReadCommand);
    } else await worker.tell({ ...command, request } as ReadCommand);
  };
  const ask = async (command: Asked) => {
    await tell(command);
    const last = answers.at(-1);
    return last?.type === 'done' ? last.result : last;
  };
  return { worker, answers, ask, tell };
}

const taken = (worker: ReadingWorker, key: string) =>
  new Promise<Data | null>((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = ({ data }) => {
      port2.close();
      resolve(data as Data | null);
    };
    void worker.tell({ type: 'send', key, port: port1 });
  });

const read = { type: 'read', origin: reviews(), wish: usualWish, isToBeSaved: false } as const;

test('previewing holds nothing; reading holds data and tells what they are', async () => {
  const { worker, ask } = opened();
  expect(await ask({ type: 'preview', origin: reviews(), wish: usualWish })).toMatchObject({
    name: 'reviews',
    items: 20,
  });
  expect(await ask(read)).toMatchObject({
    name: 'reviews',
    part: 'ownTexts',
    classes: 2,
    train: 16,
    heldOut: 4,
    hasNearMisses: false,
    notSaved: null,
  });
  expect(await taken(worker, 'nothing of this name')).toBeNull();
});

test('what is held goes through a port, as often as it is asked for, until others take its place', async () => {
  const { worker, ask } = opened();
  const first = (await ask(read)) as HeldFacts;
  for (let i = 0; i < 2; i++)
    expect((await taken(worker, first.key))?.classNames).toEqual(['a', 'b']);
  const second = (await ask({ ...read, origin: reviews(40) })) as HeldFacts;
  expect(second.key).not.toBe(first.key);
  expect(await taken(worker, first.key)).toBeNull();
  expect((await taken(worker, second.key))?.train.count).toBe(32);
});

test('files that come in pieces are one set, read as often as wanted; others take their place', async () => {
  const { worker, answers } = opened();
  const half = (from: number) =>
    rows(20)
      .slice(from, from + 10)
      .join('\n');
  const [one, other] = [0, 10].map((from) => file(`part ${from}.csv`, `text,label\n${half(from)}`));
  const preview = async (files: number) => {
    const origin = { from: 'files' as const, files };
    await worker.tell({ type: 'preview', origin, wish: usualWish, request: files });
    return answers.at(-1);
  };
  for (const more of [one, other])
    await worker.tell({ type: 'give', files: 1, more: more ? [more] : [] });
  for (let again = 0; again < 2; again++)
    expect(await preview(1)).toMatchObject({ result: { items: 20 } });
  await worker.tell({ type: 'give', files: 2, more: one ? [one] : [] });
  expect(await preview(2)).toMatchObject({ result: { items: 10 } });
  expect(await preview(1)).toMatchObject({ type: 'problem', message: 'There are no files.' });
});

test('saved data are listed, loaded by another worker, and removed', async () => {
  const here = memoryStore();
  await opened(here).ask({ ...read, isToBeSaved: true });
  const { worker, ask } = opened(here);
  expect(await ask({ type: 'listSaved' })).toMatchObject([{ name: 'reviews', part: 'ownTexts' }]);
  const facts = (await ask({ type: 'loadSaved', name: 'reviews' })) as HeldFacts;
  expect((await taken(worker, facts.key))?.train.count).toBe(16);
  expect(await ask({ type: 'removeSaved', name: 'reviews' })).toBeNull();
  expect(await ask({ type: 'listSaved' })).toEqual([]);
  expect(await ask({ type: 'loadSaved', name: 'reviews' })).toBeNull();
});

test('data that find no room are held all the same, and the reason is told', async () => {
  const { ask } = opened(memoryStore(10));
  const facts = (await ask({ ...read, isToBeSaved: true })) as HeldFacts;
  expect(facts.notSaved).toContain('no room');
  expect(facts.train).toBe(16);
});

test('a broken file is a sentence with its name and line, and what was held stays', async () => {
  const { worker, ask } = opened();
  const facts = (await ask(read)) as HeldFacts;
  const broken = file('broken.csv', 'text,label\na,b\n"never closed,c\n');
  const answer = await ask({ ...read, origin: { from: 'files', files: [broken] } });
  expect(answer).toMatchObject({ type: 'problem' });
  expect(answer && 'message' in answer && answer.message).toMatch(/^broken\.csv, line 3: /);
  expect(await taken(worker, facts.key)).not.toBeNull();
});

test('a long read tells how far it is, and stops when it is told to', async () => {
  const { worker, answers, tell } = opened();
  const under = tell({ ...read, origin: reviews(300_000) });
  const timer = setInterval(() => {
    if (answers.some(({ type }) => type === 'progress')) worker.tell({ type: 'stop', request: 1 });
  }, 1);
  await under;
  clearInterval(timer);
  expect(answers.at(-1)).toEqual({
    type: 'problem',
    request: 1,
    message: 'Reading was stopped.',
  });
});
