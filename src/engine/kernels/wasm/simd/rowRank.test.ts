import { beforeAll, expect, test } from 'vitest';
import { runKernel } from '../../../../parts/kernels';
import { uniform } from '../../../../parts/random.testing';
import { tf } from '../../../tf';
import { ranksOfRows } from '../../processor/rowRank';
import { numbersOn, switchTo } from '../onWasm.testing';

beforeAll(() => switchTo('wasm'));

test('ranks are those of plain loops, ties and all, for any number of columns', async () => {
  for (const columns of [1, 3, 4, 5, 15, 16, 17, 23, 64, 101]) {
    // Few different scores, so that many are equal; some are masked as the selections do.
    const scores = Float32Array.from({ length: 6 * columns }, () =>
      uniform() < 0.2 ? -1e9 : Math.floor(uniform(0, 9)),
    );
    const expected = new Float32Array(scores.length);
    ranksOfRows(scores, columns, expected);
    const { ranks } = await numbersOn('wasm', () => ({
      ranks: runKernel(tf, 'RowRank', { scores: tf.tensor3d(scores, [3, 2, columns]) }),
    }));
    expect(ranks, `${columns} columns`).toEqual(Array.from(expected));
  }
});
