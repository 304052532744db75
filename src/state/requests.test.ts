import { expect, test } from 'vitest';
import type { Report } from '../protocol/messages';
import { Requests } from './requests';

/** Asks for a step; the number under which it was sent, and its outcome. */
function asked(requests: Requests) {
  let request = 0;
  const reply = requests.ask<'step'>((number) => {
    request = number;
  });
  return { request, reply };
}

const done = (request: number): Report => ({ type: 'done', run: 1, request });

test('every request has a number of its own and gets the reply that bears it', async () => {
  const requests = new Requests();
  const [first, second] = [asked(requests), asked(requests)];
  expect(second.request).not.toBe(first.request);
  requests.settle(done(second.request));
  requests.settle(done(first.request));
  await expect(first.reply).resolves.toEqual(done(first.request));
  await expect(second.reply).resolves.toEqual(done(second.request));
});

test('a request that is superseded fails with the sentence that says so', async () => {
  const requests = new Requests();
  const { request, reply } = asked(requests);
  requests.settle({ type: 'superseded', run: 1, request, message: 'All lanes started anew.' });
  await expect(reply).rejects.toThrow('All lanes started anew.');
});

test('what is given up fails at once, and a late reply changes nothing', async () => {
  const requests = new Requests();
  const [first, second] = [asked(requests), asked(requests)];
  requests.giveUp('The worker broke.');
  requests.settle(done(first.request));
  await expect(first.reply).rejects.toThrow('The worker broke.');
  await expect(second.reply).rejects.toThrow('The worker broke.');
  expect(asked(requests).request).toBeGreaterThan(second.request);
});

test('other reports, and replies to nothing that waits, are passed over', async () => {
  const requests = new Requests();
  const { request, reply } = asked(requests);
  requests.settle({ type: 'notice', run: 1, message: '' });
  requests.settle(done(request + 1));
  requests.settle(done(request));
  await expect(reply).resolves.toEqual(done(request));
});
