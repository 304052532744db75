import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { normalised } from '../encoders/encoder';
import { randomStream } from '../random';
import { sources } from '.';
import { ascent } from './learned';
import type { Context, Drawn, Forged, Others, Sight } from './source';

beforeAll(onWasm);
beforeEach(() => tf.engine().startScope());
afterEach(() => tf.engine().endScope());

const rowsOf = (tensor: Tensor): number[][] => tensor.arraySync() as number[][];
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const onCircle = (...angles: number[]): Tensor2D =>
  tf.tensor2d(angles.map((angle) => [Math.cos(angle), Math.sin(angle)]));

describe('perturbed', () => {
  /** Rows 0 and 1 are positives of one another, as are 2 and 3; the others are candidates. */
  function moved(batch: Tensor2D, turnAngle: number, turnMargin: number): Others {
    const drawn = {
      batch,
      eligible: tf.tensor2d([0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 0, 0], [4, 4]),
      positive: (matrix: Tensor2D) =>
        tf.sum(
          tf.mul(matrix, tf.tensor2d([0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0], [4, 4])),
          1,
          true,
        ) as Tensor2D,
      classes: tf.tensor1d([7, 7, 9, 9]),
      items: tf.tensor1d([20, 21, 22, 23], 'int32'),
    } as unknown as Drawn;
    const knobs = { turnAngle: tf.scalar(turnAngle), turnMargin: tf.scalar(turnMargin) };
    return sources.perturbed.others?.(tf, drawn, knobs) as Others;
  }
  const angles = [0, 0.1, 1.5, 2.5] as const;

  test('turns the hardest candidate towards its own anchor by the angle and no more', () => {
    const { rows, exists, classes, items } = moved(onCircle(...angles), 0.3, 0);
    const first = rowsOf(rows)[0] as number[];
    expect(Math.atan2(first[1] as number, first[0] as number)).toBeCloseTo(1.2, 4);
    expect(rowsOf(exists)[0]).toEqual([1, 0, 0, 0]);
    expect([classes.arraySync()[0], items.arraySync()[0]]).toEqual([9, 22]);
    // Row 2 is nearest to row 1, and turns it from 0.1 to 0.4.
    const third = rowsOf(rows)[2] as number[];
    expect(Math.atan2(third[1] as number, third[0] as number)).toBeCloseTo(0.4, 4);
    expect([classes.arraySync()[2], items.arraySync()[2]]).toEqual([7, 21]);
  });

  test('stops short of the positive by the margin, however far it may turn', () => {
    for (const turnAngle of [1, 3]) {
      const { rows } = moved(onCircle(0, 0.5, 1.5, 2.5), turnAngle, 0.2);
      expect(rowsOf(rows)[0]?.[0]).toBeCloseTo(Math.cos(0.5) - 0.2, 4);
    }
  });

  test('what is already beyond the positive, or may not turn, gives no further candidate', () => {
    const beyond = moved(onCircle(0, 2, 0.3, 3), 0.3, 0.05);
    expect(rowsOf(beyond.exists)[0]).toEqual([0, 0, 0, 0]);
    const still = moved(onCircle(...angles), 0, 0.05);
    expect(rowsOf(still.exists).flat()).not.toContain(1);
  });

  test('the gradient flows through the row that was turned, and not into the anchor', () => {
    const gradient = tf.grad((batch) => {
      const { rows } = moved(batch as Tensor2D, 0.3, 0);
      return tf.sum(tf.mul(tf.slice(rows, [0, 0], [1, 2]), tf.tensor2d([[1, 2]])));
    })(onCircle(...angles));
    const rows = rowsOf(gradient);
    // What is left of (1, 2) on the circle at 1.2, where the row was turned to.
    const along = 2 * Math.cos(1.2) - Math.sin(1.2);
    expect(rows[2]?.[0]).toBeCloseTo(-Math.sin(1.2) * along, 4);
    expect(rows[2]?.[1]).toBeCloseTo(Math.cos(1.2) * along, 4);
    for (const row of [0, 1, 3]) expect(rows[row]).toEqual([0, 0]);
  });

  test('equal, opposite and zero rows give numbers', () => {
    for (const batch of [
      onCircle(1, 1, 1, 1),
      onCircle(0, 0, Math.PI, Math.PI),
      tf.zeros([4, 2]) as Tensor2D,
    ]) {
      const gradient = tf.grad((rows) => tf.sum(moved(rows as Tensor2D, 0.3, 0.05).rows))(batch);
      for (const tensor of [gradient, moved(batch, 0.3, 0.05).rows])
        expect(rowsOf(tensor).flat().every(Number.isFinite)).toBe(true);
    }
  });
});

describe('perturbed inputs', () => {
  const random = randomStream(4);
  const numbers = (count: number) => Array.from({ length: count }, () => random.uniform(-1, 1));
  const drawTable = (rows: number, columns: number) =>
    tf.tensor2d(numbers(rows * columns), [rows, columns]);
  const [inner, outer] = [numbers(36), numbers(48)];
  /** An encoder of two layers. */
  function embed(inputs: Tensor): Tensor2D {
    const hidden = tf.tanh(tf.matMul(inputs as Tensor2D, tf.tensor2d(inner, [3, 12])));
    return normalised(tf, tf.matMul(hidden as Tensor2D, tf.tensor2d(outer, [12, 4])));
  }
  /** Rows 2i and 2i + 1 are positives of one another. */
  const eligible = (n: number) =>
    tf.tensor2d(
      Array.from({ length: n }, (_, a) =>
        Array.from({ length: n }, (__, b) => Number(a >> 1 !== b >> 1)),
      ),
    );

  function forged(inputs: Tensor2D, open: Tensor2D, inputRadius: number, inputPushes = 1) {
    const items = tf.tensor1d(
      Array.from({ length: inputs.shape[0] }, (_, row) => 20 + row),
      'int32',
    );
    const context = { eligible: open, items } as unknown as Context;
    const knobs = { inputRadius: tf.scalar(inputRadius), inputPushes };
    const sight: Sight = { inputs, range: [-1, 1], embed };
    return sources.perturbedInput.forge?.(tf, context, sight, knobs) as Forged;
  }
  const hardestOf = (inputs: Tensor2D, open: Tensor2D): number[] => {
    const rows = embed(inputs);
    const cosines = rowsOf(tf.matMul(rows, rows, false, true));
    return cosines.map((row, anchor) => {
      const best = row.map((s, at) => (rowsOf(open)[anchor]?.[at] === 1 ? s : -2));
      return best.indexOf(Math.max(...best));
    });
  };

  test.each([
    [0.02, 1],
    [0.05, 1],
    [0.05, 4],
  ])('within %d of the range, in %d pushes, come nearer to their anchor', (radius, pushes) => {
    const inputs = drawTable(8, 3);
    const made = forged(inputs, eligible(8), radius, pushes);
    const hardest = hardestOf(inputs, eligible(8));
    expect([...made.items.dataSync()]).toEqual(hardest.map((row) => 20 + row));
    const [anchors, before, after] = [inputs, tf.gather(inputs, hardest), made.inputs].map((one) =>
      rowsOf(embed(one)),
    ) as [number[][], number[][], number[][]];
    const start = rowsOf(inputs);
    rowsOf(made.inputs).forEach((row, anchor) => {
      const from = start[hardest[anchor] as number] as number[];
      row.forEach((value, at) => {
        expect(Math.abs(value - (from[at] as number))).toBeLessThanOrEqual(2 * radius + 1e-6);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
      });
      const cosine = (rows: number[][]) =>
        dot(anchors[anchor] as number[], rows[anchor] as number[]);
      expect(cosine(after)).toBeGreaterThan(cosine(before) - 1e-6);
    });
    const rise = after.map((row, anchor) => dot(row, anchors[anchor] as number[]));
    const base = before.map((row, anchor) => dot(row, anchors[anchor] as number[]));
    expect(Math.max(...rise.map((one, i) => one - (base[i] as number)))).toBeGreaterThan(0.001);
  });

  test('more pushes come at least as near, and a radius of 0 leaves the item as it is', () => {
    const inputs = drawTable(8, 3);
    const total = (made: Forged) =>
      tf.sum(tf.mul(embed(made.inputs), embed(inputs))).dataSync()[0] as number;
    const [one, five] = [1, 5].map((pushes) => total(forged(inputs, eligible(8), 0.1, pushes)));
    expect(five).toBeGreaterThanOrEqual((one as number) - 1e-3);
    const still = rowsOf(forged(inputs, eligible(8), 0).inputs);
    expect(still).toEqual(rowsOf(tf.gather(inputs, hardestOf(inputs, eligible(8)))));
  });

  test('an item that strays beyond the range may stay there, and goes no farther', () => {
    const inputs = tf.mul(drawTable(8, 3), 1.4) as Tensor2D;
    const made = rowsOf(forged(inputs, eligible(8), 0.25).inputs);
    const start = rowsOf(tf.gather(inputs, hardestOf(inputs, eligible(8))));
    made.forEach((row, i) => {
      row.forEach((value, at) => {
        const bound = Math.max(1, Math.abs(start[i]?.[at] as number));
        expect(Math.abs(value)).toBeLessThanOrEqual(bound + 1e-6);
      });
    });
  });

  test('an anchor without a candidate gets none, and equal items give numbers', () => {
    const none = forged(drawTable(4, 3), tf.zeros([4, 4]), 0.1);
    expect([...none.items.dataSync()]).toEqual([-1, -1, -1, -1]);
    const drawn = {
      mined: embed(none.inputs),
      minedItems: none.items,
      classOfItem: tf.zeros([30]),
    };
    const others = sources.perturbedInput.others?.(tf, drawn as unknown as Drawn, {} as never);
    expect(rowsOf(others?.exists as Tensor).flat()).toEqual(Array(16).fill(0));
    expect([...(others?.classes.dataSync() ?? [])]).toEqual([-1, -1, -1, -1]);
    for (const inputs of [tf.ones([4, 3]), tf.zeros([4, 3])] as Tensor2D[])
      expect(
        rowsOf(forged(inputs, eligible(4), 0.1).inputs)
          .flat()
          .every(Number.isFinite),
      ).toBe(true);
  });

  test('each is of the class of the item it was made from, and for its own anchor alone', () => {
    const inputs = drawTable(6, 3);
    const made = forged(inputs, eligible(6), 0.1);
    const classOfItem = tf.tensor1d(Array.from({ length: 30 }, (_, item) => item * 3));
    const drawn = { mined: embed(made.inputs), minedItems: made.items, classOfItem };
    const others = sources.perturbedInput.others?.(tf, drawn as unknown as Drawn, {} as never);
    const hardest = hardestOf(inputs, eligible(6));
    expect([...(others?.classes.dataSync() ?? [])]).toEqual(hardest.map((row) => 3 * (20 + row)));
    expect(rowsOf(others?.exists as Tensor)).toEqual(rowsOf(tf.eye(6)));
  });
});

describe('learned', () => {
  const random = randomStream(6);
  const drawRows = (n: number, d = 5) =>
    tf.tensor2d(
      Array.from({ length: n * d }, () => random.normal()),
      [n, d],
    );
  /** Cross-entropy of queries (the first half) among keys (the second) and negatives. */
  const crossEntropy = (queries: Tensor2D, keys: Tensor2D, raw: Tensor2D, temperature: number) => {
    const half = queries.shape[0] / 2;
    const own = tf.slice(keys, [half, 0], [half, -1]);
    const candidates = tf.concat([own, normalised(tf, raw)]);
    const asking = tf.slice(queries, [0, 0], [half, -1]);
    const logits = tf.div(tf.matMul(asking, candidates, false, true), temperature);
    const right = tf.tensor2d(
      Array.from({ length: half }, (_, i) =>
        Array.from({ length: candidates.shape[0] }, (__, j) => Number(i === j)),
      ),
    );
    return tf.neg(tf.div(tf.sum(tf.mul(tf.logSoftmax(logits), right)), half)) as Scalar;
  };
  const isQuery = () => tf.tensor1d([1, 1, 1, 0, 0, 0]);

  test.each([0.02, 0.1, 1])(
    'climbs the very gradient of the cross-entropy at %d',
    (temperature) => {
      const [queries, keys] = [normalised(tf, drawRows(6)), normalised(tf, drawRows(6))];
      const negatives = drawRows(4);
      const expected = rowsOf(
        tf.grad((raw) => crossEntropy(queries, keys, raw as Tensor2D, temperature))(negatives),
      ).flat();
      const rows = { rows: queries, isQuery: isQuery() };
      const got = rowsOf(ascent(tf, rows, keys, negatives, tf.scalar(temperature))).flat();
      const largest = Math.max(...expected.map(Math.abs));
      got.forEach((value, i) => {
        expect(Math.abs(value - (expected[i] as number)) / largest).toBeLessThan(1e-4);
      });
    },
  );

  test('over the steps its negatives raise the loss of an encoder that stands still', () => {
    const [batch, keys] = [normalised(tf, drawRows(6)), normalised(tf, drawRows(6))];
    let state: readonly Tensor[] = [normalised(tf, drawRows(8)), tf.zeros([8, 5])];
    const losses: number[] = [];
    for (let step = 0; step < 30; step++) {
      losses.push(crossEntropy(batch, keys, state[0] as Tensor2D, 0.1).dataSync()[0] as number);
      const drawn = { batch, keys, isQuery: isQuery(), state } as unknown as Drawn;
      const knobs = { ascentRate: tf.scalar(0.3), ascentTemperature: tf.scalar(0.1) };
      state = sources.learned.next?.(tf, drawn, knobs as never) ?? state;
    }
    expect(losses.at(-1)).toBeGreaterThan((losses[0] as number) + 0.5);
  });

  test('the second move carries nine tenths of the first, and decay pulls by 1e-4', () => {
    const speed = tf.fill([2, 5], 0.5);
    const negatives = tf.ones([2, 5]);
    const drawn = {
      batch: tf.zeros([6, 5]),
      keys: tf.zeros([6, 5]),
      isQuery: isQuery(),
      state: [negatives, speed],
    } as unknown as Drawn;
    const knobs = { ascentRate: tf.scalar(2), ascentTemperature: tf.scalar(0.1) };
    const next = sources.learned.next?.(tf, drawn, knobs as never) ?? [];
    const [climbed, moved] = next as [Tensor, Tensor];
    expect(moved.dataSync()[0]).toBeCloseTo(0.45 - 1e-4, 6);
    expect(climbed.dataSync()[0]).toBeCloseTo(1 + 2 * (0.45 - 1e-4), 6);
  });

  test('its negatives have no class and no item, so nothing but a guard by likeness can drop them', () => {
    const state = [normalised(tf, drawRows(3)), tf.zeros([3, 5])];
    const drawn = { state } as unknown as Drawn;
    const others = sources.learned.others?.(tf, drawn, {} as never) as Others;
    expect([...others.classes.dataSync(), ...others.items.dataSync()]).toEqual(Array(6).fill(-1));
    expect(rowsOf(others.rows).map((row) => dot(row, row).toFixed(4))).toEqual(
      Array(3).fill('1.0000'),
    );
  });
});
