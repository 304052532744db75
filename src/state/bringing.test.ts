import { afterEach, expect, test, vi } from 'vitest';
import { askReader } from '../protocol/reader';
import type { Preview } from '../protocol/reading/preview';
import { usualWish } from '../protocol/reading/wish';
import {
  bringingStore,
  changeWish,
  previewData,
  setHubName,
  stop,
  trainOnPreviewed,
  trainOnSaved,
} from './bringing';
import { experimentStore } from './experiment';

vi.mock('../protocol/reader', () => ({ askReader: vi.fn(), portOf: vi.fn() }));
const answer = vi.mocked(askReader) as unknown as ReturnType<typeof vi.fn>;

const preview: Preview = {
  ...{ name: 'notes', kind: 'text', items: 40, used: 40, pairs: 0, shape: [32] },
  ...{ classes: [], sides: null, sizes: [], columns: [], roles: null, subsets: [] },
  choices: [],
  ...{ leftOut: [], notes: [], memoryBytes: 1, downloadBytes: 0, problem: null },
  ...{ questions: [], firstRows: [], layout: null, split: null },
};
const files = { from: 'files', files: [] } as const;

afterEach(() => {
  answer.mockReset();
  bringingStore.setState(bringingStore.getInitialState());
});

test('what can’t be read another way is read the way it was shown', async () => {
  answer.mockResolvedValueOnce(preview);
  await previewData(files);
  answer.mockRejectedValueOnce(new Error('all items are of one class'));
  await changeWish({ words: 500 });
  expect(bringingStore.getState()).toMatchObject({
    stage: 'previewed',
    problem: 'all items are of one class',
    wish: usualWish,
  });
});

test('an answer that was on its way when the read was stopped replaces nothing', async () => {
  answer.mockResolvedValueOnce(preview);
  await previewData(files);
  const { lanes } = experimentStore.getState();
  let arrive = (_: unknown) => {};
  answer.mockReturnValueOnce(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const reading = trainOnPreviewed();
  stop();
  arrive({ part: 'ownTexts', key: 'notes 1', name: 'notes', leftOut: [] });
  await reading;
  expect(experimentStore.getState().lanes).toBe(lanes);
  expect(bringingStore.getState().stage).toBe('previewed');
});

test('data that were removed in another tab are said to be gone', async () => {
  answer.mockResolvedValueOnce(null).mockResolvedValueOnce([]);
  await trainOnSaved('notes');
  expect(bringingStore.getState()).toMatchObject({
    stage: 'choosing',
    problem: '“notes” is not kept in this browser any more.',
  });
});

test('a name that the hub does not know stays to be set right', async () => {
  setHubName('ylecun/mnits');
  answer.mockRejectedValueOnce(new Error('there is no public data set'));
  await previewData({ from: 'hub', name: 'ylecun/mnits' });
  expect(bringingStore.getState()).toMatchObject({ stage: 'choosing', hubName: 'ylecun/mnits' });
});
