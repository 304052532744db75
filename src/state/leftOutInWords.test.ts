import { expect, test } from 'vitest';
import { leftOutInWords, leftOutSince } from './leftOutInWords';

const broken = (count: number) => ({
  what: 'pictures that can’t be read',
  count,
  examples: ['a/1.png', ''],
});

test('one picture that is left out is said in the same words as many', () => {
  expect(leftOutInWords(broken(1))).toBe(
    'Left out: pictures that can’t be read, 1 in all (a/1.png).',
  );
  expect(leftOutInWords({ ...broken(1200), examples: [] })).toBe(
    'Left out: pictures that can’t be read, 1,200 in all.',
  );
});

test('what turns out broken only as it is read is told, what was told before is not', () => {
  const preview = { leftOut: [broken(1)], used: 10, items: 10, pairs: 0 };
  expect(leftOutSince(preview, [broken(1)])).toBeNull();
  expect(leftOutSince(preview, [broken(4)])).toContain('4 in all');
  const drawn = { what: 'pictures beyond the number wished, drawn by the seed', count: 90 };
  expect(leftOutSince({ ...preview, items: 100 }, [{ ...drawn, examples: [] }])).toBeNull();
});
