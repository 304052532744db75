import { beforeAll, describe, expect, test } from 'vitest';
import type { Data, Scenes } from '../../data';
import { defaultsOf } from '../../part';
import { randomStream } from '../../random';
import { cells } from './cells';
import { drawScene } from './drawing';
import { cellAt, EDGE, pixelsByCell } from './pixels';

const load = (changed: Readonly<Record<string, number>> = {}): Promise<Data> =>
  cells.load({
    seed: 7,
    knobs: { ...defaultsOf(cells.knobs), ...changed },
    readFile: () => Promise.reject(new Error('nothing to read')),
  });

let data: Data;
let scenes: Scenes;
beforeAll(async () => {
  data = await load();
  scenes = data.scenes as Scenes;
});

const PATCH = EDGE * EDGE * 3;
const MIDDLE = 3 * (EDGE * EDGE - 1) * 0.5;

describe('touching cells', () => {
  test('take little memory: training items fit into 50 MB, held-out ones into a thousand or so', () => {
    expect(data.train.values.byteLength).toBeLessThan(50e6);
    expect(data.heldOut.count).toBe(1024);
  });

  test('every class has enough pixels for the largest batches, on both sides', () => {
    for (const { labels } of [data.train, data.heldOut]) {
      const counts = new Map<number, number>();
      for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
      expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(8);
    }
  });

  test('the middle of a held-out patch is its pixel of the scene, and says where it lies', () => {
    for (let item = 0; item < data.heldOut.count; item += 37) {
      const place = scenes.places[item] as number;
      const [x, y] = [place % 32, Math.floor((place % 1024) / 32)];
      const [ink, across, down] = data.heldOut.values.subarray(
        item * PATCH + MIDDLE,
        item * PATCH + MIDDLE + 3,
      ) as unknown as [number, number, number];
      expect(Math.abs((ink + 1) * 127.5 - (scenes.ink[place] as number))).toBeLessThan(0.51);
      expect(across).toBeCloseTo((x + 0.5) / 16 - 1, 5);
      expect(down).toBeCloseTo((y + 0.5) / 16 - 1, 5);
    }
  });

  test('neighbouring pixels see the same scene, one pixel apart', () => {
    const [first, second] = [0, 1].map((at) =>
      [...scenes.places].findIndex((place) => place === 32 * 16 + 14 + 2 * at),
    ) as [number, number];
    const ink = (item: number, row: number, column: number) =>
      data.heldOut.values[item * PATCH + 3 * (row * EDGE + column)];
    for (let row = 0; row < EDGE; row++)
      for (let column = 2; column < EDGE; column++)
        expect(ink(first, row, column)).toBe(ink(second, row, column - 2));
  });

  test('items of one class are of one cell of one scene, and so is their group', () => {
    const instanceOf = new Map<number, number>();
    scenes.places.forEach((place, item) => {
      const label = data.heldOut.labels[item] as number;
      const instance = Math.floor(place / 1024) * 100 + (scenes.instances[place] as number);
      expect(instanceOf.get(label) ?? instance).toBe(instance);
      instanceOf.set(label, instance);
      expect(data.groups[label]).toBe(200 + Math.floor(place / 1024));
    });
    expect(new Set(instanceOf.values()).size).toBe(instanceOf.size);
  });

  test('every cell of every scene touches another, and has no other tone', () => {
    for (let seed = 0; seed < 20; seed++) {
      const look = { tightness: 1, rim: 0.38, grain: 0 };
      const scene = drawScene(randomStream(seed), look);
      expect(scene.cellCount).toBeGreaterThanOrEqual(3);
      expect(scene.cellCount).toBeLessThanOrEqual(5);
      const touching = new Set<number>();
      const darkest = new Float32Array(scene.cellCount + 1);
      for (let pixel = 0; pixel < 1024; pixel++) {
        const own = cellAt(scene, pixel);
        const [right, below] = [pixel % 32 < 31 ? pixel + 1 : pixel, (pixel + 32) % 1024];
        for (const other of [cellAt(scene, right), cellAt(scene, below)])
          if (own > 0 && other > 0 && own !== other) touching.add(own).add(other);
        const at = (Math.floor(pixel / 32) + 6) * 44 + (pixel % 32) + 6;
        darkest[own] = Math.max(darkest[own] as number, scene.ink[at] as number);
      }
      expect(touching.size).toBe(scene.cellCount);
      const tones = [...darkest.subarray(1)];
      expect(Math.max(...tones) - Math.min(...tones)).toBeLessThan(0.12);
    }
  });

  test('the share of training pixels at borders follows its knob', async () => {
    const shareAt = async (borderShare: number) => {
      const { train, classNames } = await load({ borderShare, grain: 0.01 });
      // The palest ring of a cell is at its rim: the nearer pixels lie to it, the paler they are.
      let [sum, count] = [0, 0];
      train.labels.forEach((label, item) => {
        if (classNames[label]?.endsWith('ground')) return;
        sum += train.values[item * PATCH + MIDDLE] as number;
        count++;
      });
      return sum / count;
    };
    expect(await shareAt(1)).toBeLessThan((await shareAt(0)) - 0.05);
  });

  test('pixels of a scene belong to one cell each', () => {
    const scene = drawScene(randomStream(3), { tightness: 1, rim: 0.38, grain: 0.02 });
    const all = pixelsByCell(scene).flat();
    expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 1024 }, (_, i) => i));
  });
});
