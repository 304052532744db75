import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Scenes } from '../../data';
import { defaultsOf } from '../../part';
import { quickest } from '../../quickest.testing';
import { randomStream } from '../../random';
import { cells } from './cells';
import { learnedScenes } from './learned';

let data: Data;
let scenes: Scenes;
beforeAll(async () => {
  const knobs = defaultsOf(cells.knobs);
  data = await cells.load({ seed: 3, knobs, readFile: () => Promise.reject(new Error()) });
  scenes = data.scenes as Scenes;
});

const D = 8;
/** Unit rows, one of a list of directions for each item. */
function rowsOf(directionOf: (item: number) => number, noise = 0): Float32Array {
  const random = randomStream(5);
  const rows = new Float32Array(data.heldOut.count * D);
  for (let item = 0; item < data.heldOut.count; item++) {
    const row = Array.from(
      { length: D },
      (_, i) => Number(i === directionOf(item) % D) + noise * random.normal(),
    );
    const length = Math.hypot(...row);
    rows.set(
      row.map((value) => value / length),
      item * D,
    );
  }
  return rows;
}
const cellOf = (item: number) => scenes.instances[scenes.places[item] as number] as number;
const sceneOf = (item: number) => Math.floor((scenes.places[item] as number) / 1024);

describe('what is learned of scenes', () => {
  test('an encoder that knows every cell is perfect', () => {
    const learned = learnedScenes(data, { embeddings: rowsOf(cellOf), d: D });
    expect(learned).toMatchObject({ adjustedRandIndex: 1, overlap: 1, bordersApart: 1 });
    for (const { cells: there, found } of learned.scenes) expect(found).toBe(there);
    expect(learned.instances.every((one, item) => one >= 0 === cellOf(item) > 0)).toBe(true);
  });

  test('a collapsed encoder finds one thing a scene, at chance, in one colour', () => {
    const learned = learnedScenes(data, { embeddings: rowsOf(() => 0), d: D });
    expect(learned).toMatchObject({ adjustedRandIndex: 0, bordersApart: 0 });
    expect(learned.scenes.every(({ found }) => found === 1)).toBe(true);
    expect(learned.colours.every((one) => one === 0)).toBe(true);
  });

  test('figures are those of a second computation, by pairs of pixels', () => {
    const embeddings = rowsOf((item) => cellOf(item) + (item % 3 === 0 ? 1 : 0), 0.15);
    const learned = learnedScenes(data, { embeddings, d: D });
    for (let scene = 0; scene < scenes.count; scene++) {
      const inside = [...scenes.places.keys()].filter(
        (item) => sceneOf(item) === scene && cellOf(item) > 0,
      );
      let [both, sameTrue, sameFound, pairs] = [0, 0, 0, 0];
      for (const a of inside)
        for (const b of inside) {
          if (a <= b) continue;
          const isTrue = cellOf(a) === cellOf(b);
          const isFound = learned.instances[a] === learned.instances[b];
          pairs++;
          if (isTrue) sameTrue++;
          if (isFound) sameFound++;
          if (isTrue && isFound) both++;
        }
      const chance = (sameTrue * sameFound) / pairs;
      const rand = (both - chance) / ((sameTrue + sameFound) / 2 - chance);
      expect(learned.scenes[scene]?.adjustedRandIndex).toBeCloseTo(rand, 9);
      const best = [...new Set(inside.map(cellOf))].map((cell) => {
        const its = inside.filter((item) => cellOf(item) === cell);
        const overlaps = its.map((one) => {
          const found = inside.filter((item) => learned.instances[item] === learned.instances[one]);
          const shared = found.filter((item) => cellOf(item) === cell).length;
          return shared / (its.length + found.length - shared);
        });
        return Math.max(...overlaps);
      });
      const mean = best.reduce((sum, value) => sum + value, 0) / best.length;
      expect(learned.scenes[scene]?.overlap).toBeCloseTo(mean, 9);
      let [meetings, apart] = [0, 0];
      for (const a of inside)
        for (const b of inside) {
          const gap = (scenes.places[b] as number) - (scenes.places[a] as number);
          if ((gap !== 2 && gap !== 64) || cellOf(a) === cellOf(b)) continue;
          if (gap === 2 && (scenes.places[a] as number) % 32 === 30) continue;
          const cosine = Array.from(
            { length: D },
            (_, i) => (embeddings[a * D + i] as number) * (embeddings[b * D + i] as number),
          ).reduce((sum, value) => sum + value, 0);
          meetings++;
          if (cosine < 0.6) apart++;
        }
      expect(learned.scenes[scene]?.bordersApart).toBeCloseTo(apart / meetings, 9);
    }
  });

  test('instances are alike within: no pixel lies further than the threshold from their mean', () => {
    const embeddings = rowsOf((item) => cellOf(item), 0.25);
    const { instances, threshold } = learnedScenes(data, { embeddings, d: D });
    for (let scene = 0; scene < scenes.count; scene++) {
      const own = [...instances.keys()].filter(
        (item) => sceneOf(item) === scene && (instances[item] as number) >= 0,
      );
      const largest = own.filter((item) => instances[item] === 0);
      const middle = Array.from({ length: D }, (_, i) =>
        largest.reduce((sum, item) => sum + (embeddings[item * D + i] as number), 0),
      );
      const length = Math.hypot(...middle);
      for (const item of largest) {
        const cosine = middle.reduce(
          (sum, value, i) => sum + (value / length) * (embeddings[item * D + i] as number),
          0,
        );
        expect(cosine).toBeGreaterThan(threshold - 0.1);
      }
    }
  });

  test('colours stay when axes of the embedding are exchanged or mirrored', () => {
    const embeddings = rowsOf((item) => cellOf(item), 0.2);
    const turned = Float32Array.from(embeddings, (_, at) => {
      const [row, i] = [at - (at % D), at % D];
      return (i % 2 ? -1 : 1) * (embeddings[row + ((i + 3) % D)] as number);
    });
    const [first, second] = [embeddings, turned].map((rows) =>
      learnedScenes(data, { embeddings: rows, d: D }),
    );
    const apart = first?.colours.map((value, at) => Math.abs(value - (second?.colours[at] ?? 0)));
    expect(Math.max(...(apart ?? [99]))).toBeLessThanOrEqual(1);
    expect(first?.colours.some((value) => Math.abs(value) > 20)).toBe(true);
  });

  test('vectors that are not numbers are found alone and do not stop it', () => {
    const embeddings = rowsOf((item) => cellOf(item)).fill(Number.NaN, 0, 20 * D);
    const learned = learnedScenes(data, { embeddings, d: D });
    expect(learned.instances.every((one, item) => one >= 0 === cellOf(item) > 0)).toBe(true);
    expect([...learned.colours].every(Number.isFinite)).toBe(true);
  });

  test('is quick: a thousand pixels in 32 dimensions', async () => {
    const random = randomStream(9);
    const d = 32;
    const embeddings = Float32Array.from({ length: data.heldOut.count * d }, () => random.normal());
    for (let item = 0; item < data.heldOut.count; item++) {
      const row = embeddings.subarray(item * d, (item + 1) * d);
      const length = Math.hypot(...row);
      row.set(row.map((value) => value / length));
    }
    // About 5, and more where others share the core.
    expect(await quickest(() => learnedScenes(data, { embeddings, d }), 10)).toBeLessThan(30);
  });
});
