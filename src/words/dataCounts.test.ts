import { expect, test } from 'vitest';
import { countsText } from './dataCounts';

const data = (train: readonly number[], heldOut: readonly number[], texts: string[] | null) => ({
  labels: Int32Array.from(heldOut),
  texts,
  pairs: null,
  classNames: ['a', 'b', 'c', 'd'],
  trainCount: train.length,
  train: { labels: Int32Array.from(train) },
});

test('the shelf counts what a class is by its own word', () => {
  const sentences = data([0, 0, 1, 1], [2, 2, 3], ['x', 'y', 'z']);
  expect(countsText(sentences, 'meanings')).toBe('4 meanings · 4 to train on, 3 held out');
});

test('classes never trained on are counted apart', () => {
  expect(countsText(data([0, 0, 1], [2, 3], null), 'cells')).toBe(
    '2 cells to train on (3 items), 2 never seen (2)',
  );
});
