import { describe, expect, test } from 'vitest';
import type { LearnedCaptions } from '../parts/datasets/captions/learned';
import type { LearnedScene } from '../parts/datasets/cells/learned';
import type { LearnedSearch } from '../parts/datasets/documents/learned';
import { lensHeadlineOf } from './lensHeadline';

const share = (name: string, value: number) => ({ name, value, count: 10 });

describe('what a lane says of the problem its data pose', () => {
  test('of edits how many are told apart, and which least; those never asked do not count', () => {
    const kinds = [share('role', 0.46), share('verb', 0.66), share('tense', Number.NaN)];
    expect(lensHeadlineOf({ lens: 'edits', kinds })).toEqual({
      unit: 'Edits',
      figure: 0.56,
      words: 'edits told apart 0.56, worst: role 0.46',
    });
  });

  test('of search how many queries are answered at once', () => {
    const told = lensHeadlineOf({ lens: 'search', recallAt1: 0.562 } as LearnedSearch);
    expect(told).toMatchObject({ unit: 'Recall@1', figure: 0.562 });
    expect(told?.words).toBe('56 % of queries find theirs first');
  });

  test('of scenes how many pieces are found for how many cells, over all scenes', () => {
    const scenes = [
      { cells: 4, found: 9 },
      { cells: 3, found: 3 },
    ];
    const learned = { lens: 'scene', adjustedRandIndex: 0.4, scenes } as unknown as LearnedScene;
    expect(lensHeadlineOf(learned)).toEqual({
      unit: 'ARI',
      figure: 0.4,
      words: '12 pieces found where 7 cells are',
    });
  });

  test('of captions how often swapped colours are heard', () => {
    const edits = [share('colours swapped', 0.58), share('another colour', 0.9)];
    expect(lensHeadlineOf({ lens: 'captions', edits } as unknown as LearnedCaptions)).toEqual({
      unit: 'Swaps',
      figure: 0.58,
      words: 'colours swapped: right 0.58, by chance 0.50',
    });
  });

  test('nothing where nothing was measured', () => {
    expect(lensHeadlineOf(undefined)).toBeNull();
    expect(lensHeadlineOf({ lens: 'edits', kinds: [] })).toBeNull();
    expect(lensHeadlineOf({ lens: 'search', recallAt1: Number.NaN } as LearnedSearch)).toBeNull();
  });
});
