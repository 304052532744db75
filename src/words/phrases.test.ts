import { expect, test } from 'vitest';
import { article, capitalised, lowered } from './phrases';

test('phrases take the article one would say, and names in capitals keep them', () => {
  expect(['small CNN', 'MLP', 'embedding bag', 'transformer'].map(article)).toEqual([
    'a',
    'an',
    'an',
    'a',
  ]);
  expect(lowered('Learning rate')).toBe('learning rate');
  expect(capitalised(lowered('Learning rate'))).toBe('Learning rate');
  expect(lowered('SGD with momentum')).toBe('SGD with momentum');
});
