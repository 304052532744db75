import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Answer } from '../protocol/answers';
import type { DataShown } from '../protocol/dataShown';
import type { Picture } from '../protocol/picture';
import { Asking, askInWords, questionStore } from './question';
import { type LaneRun, runStore } from './run';

/** A question that is answered when the test says so. */
function listener() {
  const asked: string[][] = [];
  let finish: (answers: readonly Answer[]) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ask = (texts: readonly string[]) => {
    asked.push([...texts]);
    return new Promise<readonly Answer[]>((resolve, reject) => {
      finish = resolve;
      fail = reject;
    });
  };
  return {
    asked,
    ask,
    answer: async () => {
      finish([{ id: 0, step: asked.length, cosines: new Float32Array(), texts: [] }]);
      await vi.advanceTimersByTimeAsync(0);
    },
    breakOff: async () => {
      fail(new Error('Training was started anew meanwhile.'));
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

const pictured = (step: number) =>
  runStore.setState({ lanes: new Map([[0, { picture: { step } as Picture } as LaneRun]]) });

let asking: Asking | null = null;
beforeEach(() => {
  vi.useFakeTimers();
  runStore.setState({ status: 'idle', lanes: new Map(), data: null });
  questionStore.setState({ asked: {}, answers: new Map() });
});
afterEach(() => {
  asking?.stop();
  vi.useRealTimers();
});

test('what is being typed is asked once, when it rests', async () => {
  const { asked, ask, answer } = listener();
  asking = new Asking(3, ask);
  asking.about(['a dog']);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual([['a dog']]);
  await answer();
  for (const text of ['a b', 'a bi', 'a bird']) {
    asking.about([text]);
    await vi.advanceTimersByTimeAsync(50);
  }
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(150);
  expect(asked).toEqual([['a dog'], ['a bird']]);
});

test('it is asked anew with every picture, but never twice at once', async () => {
  const { asked, ask, answer } = listener();
  asking = new Asking(3, ask);
  asking.about(['a dog']);
  await vi.advanceTimersByTimeAsync(1);
  pictured(5);
  await vi.advanceTimersByTimeAsync(1000);
  pictured(10);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  await answer();
  expect(questionStore.getState().answers.get(0)?.step).toBe(1);
  expect(asked).toHaveLength(2);
  await answer();
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(2);
});

test('a run that broke off is asked again when there is a new picture, and one that failed is not', async () => {
  const { asked, ask, breakOff } = listener();
  asking = new Asking(3, ask);
  asking.about(['a dog']);
  await vi.advanceTimersByTimeAsync(1);
  await breakOff();
  pictured(1);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toHaveLength(2);
  await breakOff();
  runStore.setState({ status: 'failed' });
  pictured(2);
  await vi.advanceTimersByTimeAsync(300);
  expect(asked).toHaveLength(2);
});

test('once stopped nothing is asked, and an answer still on its way is dropped', async () => {
  const { asked, ask, answer } = listener();
  asking = new Asking(3, ask);
  asking.about(['a dog']);
  await vi.advanceTimersByTimeAsync(1);
  asking.stop();
  await answer();
  pictured(3);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked).toHaveLength(1);
  expect(questionStore.getState().answers.size).toBe(0);
});

test('what was picked from the data goes with them, what the visitor wrote stays', () => {
  askInWords('edits', ['from', 'the data'], { isPicked: true });
  askInWords('search', ['my own words']);
  runStore.setState({ data: {} as DataShown });
  const { asked } = questionStore.getState();
  expect(asked.edits).toBeUndefined();
  expect(asked.search?.texts).toEqual(['my own words']);
});
