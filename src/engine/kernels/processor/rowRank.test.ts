import { expect, test } from 'vitest';
import { quickest } from '../../../parts/quickest.testing';
import { uniform } from '../../../parts/random.testing';
import { ranksOfRows } from './rowRank';

/** Ranks by definition: how many of the row come before, ties to the lower index. */
const byDefinition = (row: readonly number[]) =>
  row.map(
    (score, i) => row.filter((other, j) => other > score || (other === score && j < i)).length,
  );

test.each([1, 2, 63, 64, 65, 200, 1025])(
  'ranks of rows of %i scores, many tied, some -0 or masked, are those of the definition',
  (columns) => {
    const rows = 5;
    const scores = Float32Array.from({ length: rows * columns }, (_, i) =>
      i % 4 === 0 ? ([0, -0, -1e9, 1][(i / 4) % 4] as number) : Math.round(uniform(0, 40)) / 20 - 1,
    );
    const ranks = new Float32Array(scores.length);
    ranksOfRows(scores, columns, ranks);
    for (let row = 0; row < rows; row++) {
      const own = (values: Float32Array) => [
        ...values.subarray(row * columns, (row + 1) * columns),
      ];
      expect(own(ranks)).toEqual(byDefinition(own(scores)));
    }
  },
);

test('a row of five thousand is ranked within a frame', async () => {
  const scores = Float32Array.from({ length: 5000 }, () => uniform());
  const ranks = new Float32Array(5000);
  expect(await quickest(() => ranksOfRows(scores, 5000, ranks), 20)).toBeLessThan(16);
});
