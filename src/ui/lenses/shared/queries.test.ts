import { expect, test } from 'vitest';
import { firstQuery, givenQueries, nextQuery } from './queries';

const data = { texts: ['q', 'p', 'r', 's'], pairs: Int32Array.from([0, 1, 2, 3, 0, 3]) };

test('queries are the first of each pair, each once', () => {
  expect(givenQueries(data)).toEqual(['q', 'r']);
  expect(firstQuery(data)).toEqual(['q']);
});

test('texts without pairs offer one of themselves, and no data offer nothing', () => {
  expect(givenQueries({ texts: ['a', 'b'], pairs: null })).toEqual([]);
  expect(firstQuery({ texts: ['a', 'b'], pairs: null })).toEqual(['a']);
  expect(firstQuery({ texts: null, pairs: null })).toEqual([]);
});

test.each([1, 2, 37, 74, 500])(
  'of %i queries every one comes before the first comes again',
  (count) => {
    const all = Array.from({ length: count }, (_, query) => `query ${query}`);
    const seen = new Set<string>();
    let now = all[0];
    for (let press = 0; press < count; press++) {
      now = nextQuery(all, now);
      seen.add(now);
    }
    expect(seen.size).toBe(count);
  },
);
