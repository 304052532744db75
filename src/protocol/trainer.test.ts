import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Frame } from './frame';
import type { Command, Report, SignOfLife } from './messages';
import { openTrainer } from './trainer';

/** A worker that keeps what it is told, and says what a test wants. */
class Fake extends EventTarget {
  static last: Fake;
  readonly told: (Command | SignOfLife)[] = [];
  isThere = true;
  constructor() {
    super();
    Fake.last = this;
  }
  postMessage(message: Command | SignOfLife) {
    this.told.push(message);
    if (this.isThere && message.type === 'ping') this.says(message);
  }
  says = (data: Report | SignOfLife) => this.dispatchEvent(new MessageEvent('message', { data }));
  terminate() {}
}

const frame = (training: boolean): Report => ({
  type: 'frame',
  run: 1,
  frame: { training } as Frame,
});

/** An open trainer that has sent a frame, and the reports it passed on. */
function opened(training: boolean) {
  const reports: Report[] = [];
  const trainer = openTrainer((report) => reports.push(report));
  trainer.send({ type: 'run', run: 1 });
  Fake.last.says(frame(training));
  return { trainer, failed: () => reports.filter(({ type }) => type === 'failed') };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', Fake);
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a worker that vanishes while it trains is noticed in half a minute, once', () => {
  const { failed } = opened(true);
  vi.advanceTimersByTime(300_000);
  expect(failed()).toEqual([]);
  Fake.last.isThere = false;
  vi.advanceTimersByTime(15_000);
  expect(failed()).toEqual([]);
  vi.advanceTimersByTime(300_000);
  expect(failed()).toHaveLength(1);
  expect(failed()[0]).toMatchObject({ run: 1, message: 'The training worker no longer answers.' });
});

test('a worker that vanished at rest is noticed as soon as something is asked of it', () => {
  const { trainer, failed } = opened(false);
  Fake.last.isThere = false;
  vi.advanceTimersByTime(300_000);
  expect(failed()).toEqual([]);
  trainer.send({ type: 'step', run: 1, count: 1, request: 1 });
  vi.advanceTimersByTime(30_000);
  expect(failed()).toHaveLength(1);
});

test('a worker that compiles may take its time, and a closed one is not missed', () => {
  const { trainer, failed } = opened(true);
  Fake.last.isThere = false;
  Fake.last.says({ type: 'starting', run: 1, doing: 'Compiling shaders', done: 0, of: 1 });
  vi.advanceTimersByTime(300_000);
  Fake.last.says(frame(true));
  trainer.close();
  vi.advanceTimersByTime(300_000);
  expect(failed()).toEqual([]);
});

test('a page that may start no worker says so in words', () => {
  vi.stubGlobal(
    'Worker',
    class {
      constructor() {
        throw new DOMException('Failed to construct Worker', 'SecurityError');
      }
    },
  );
  const reports: Report[] = [];
  openTrainer((report) => reports.push(report)).send({ type: 'run', run: 4 });
  vi.runAllTimers();
  expect(reports).toEqual([
    {
      type: 'failed',
      run: 4,
      message: 'This page may not start the worker that trains.',
      hint: expect.stringContaining('allow-same-origin'),
    },
  ]);
});
