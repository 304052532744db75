import { beforeAll, expect, test } from 'vitest';
import { onWasm } from '../run/inNode.testing';
import { tf } from '../tf';
import { batchOf, composed, embeddingsOf, type Kind, semiHard, setUp } from './fusedHead.testing';

beforeAll(onWasm);

/** The mean cosine of any two different rows, pair by pair. */
function meanOfPairs(unit: Float32Array, n: number, d: number): number {
  let total = 0;
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      for (let axis = 0; a !== b && axis < d; axis++)
        total += (unit[a * d + axis] as number) * (unit[b * d + axis] as number);
  return total / (n * (n - 1));
}

test.each<Kind>(['fresh', 'tied', 'collapsed', 'zero'])(
  'a step measures the mean cosine of every two rows of its batch, here %s',
  async (kind) => {
    const [n, d] = [12, 5];
    const { plan, knobs, dispose } = setUp(semiHard, [4, 3]);
    const unit = embeddingsOf(kind, n, d);
    const head = composed(plan, tf.tensor2d(unit, [n, d]), batchOf(plan, kind), knobs);
    const [cosine] = (await head?.cosine.data()) ?? [];
    expect(cosine).toBeCloseTo(meanOfPairs(unit, n, d), 5);
    if (kind === 'collapsed') expect(cosine).toBeCloseTo(1, 5);
    dispose();
  },
);
