import { expect, test } from 'vitest';
import type { Column, Preview } from '../../../protocol/reading/preview';
import { usualWish } from '../../../protocol/reading/wish';
import { previewFigures } from './previewFigures';

const column: Column = {
  ...{ name: 'embedding', holds: 'nothing readable', filled: 0, distinct: 0, meanLength: 0 },
  ...{ examples: [], values: [], missing: 0, marks: [], meanWords: 0, numbers: null },
  ...{ lists: null, use: '' },
};

const preview: Preview = {
  ...{ name: 'notes', kind: 'text', items: 40, used: 40, pairs: 0, shape: [32] },
  ...{ classes: [], sides: null, sizes: [], columns: [column], roles: null, subsets: [] },
  choices: [],
  ...{ leftOut: [], notes: [], memoryBytes: 5120, downloadBytes: 0, problem: null },
  ...{ questions: [], firstRows: [], layout: null, split: null },
};

test('rows of which nobody knows what they hold are not said to be texts', () => {
  expect(previewFigures(preview, usualWish)).toEqual([['Found', '40 rows']]);
  const roles = { kind: 'texts', text: 'a', label: 'b' } as const;
  expect(previewFigures({ ...preview, roles }, usualWish)).toContainEqual([
    'Each',
    '32 words at most',
  ]);
});

test('what is held out is what training holds out, in texts where the items are pairs', () => {
  const roles = { kind: 'pairs', query: 'a', passage: 'b' } as const;
  const pairs = { ...preview, roles, pairs: 266, items: 532, used: 266 };
  expect(
    previewFigures({ ...pairs, split: { train: 426, heldOut: 106 } }, usualWish),
  ).toContainEqual(['Held out', '106 texts; 426 train']);
});
