import { expect, test } from 'vitest';
import type { Column, Preview } from '../../protocol/reading/preview';
import { usualWish } from '../../protocol/reading/wish';
import { previewFigures } from './previewFigures';

const column: Column = {
  ...{ name: 'embedding', holds: 'nothing readable', filled: 0, distinct: 0, meanLength: 0 },
  ...{ examples: [], values: [], missing: 0, marks: [], meanWords: 0, numbers: null },
  ...{ lists: null, use: '' },
};

const preview: Preview = {
  ...{ name: 'notes', kind: 'text', items: 40, used: 40, pairs: 0, shape: [32] },
  ...{ classes: [], sides: null, sizes: [], columns: [column], roles: null, subsets: [] },
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
