import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenBackend } from '../../engine/device/ladder';
import { onWasm } from '../../engine/run/inNode.testing';
import { chosen, kept, type Plain, weightsOf } from './selections.testing';

/** One anchor, candidates from the hardest (0) to the easiest (9). */
const row = Array.from({ length: 10 }, (_, c) => 0.9 - c / 5);
const plain: Plain = { similarity: [row], positives: [[0.5]] };
const nothing = { activeShare: 0, hardness: 0 };

let opened: OpenBackend;
beforeAll(async () => {
  opened = await onWasm();
});
afterAll(() => opened.close());

describe.each(['curriculum', 'dynamic'] as const)('%s', (id) => {
  test('moves a window of k ranks from the easiest to the hardest', async () => {
    const at = async (position: number) => {
      const knobs: Record<string, number | string> = { k: 3 };
      if (id === 'curriculum') knobs.course = 'rank';
      const weights = await weightsOf(id, { ...plain, state: { position } }, knobs);
      return chosen(weights[0]?.[0]);
    };
    expect(await at(0)).toEqual([7, 8, 9]);
    expect(await at(0.5)).toEqual([4, 5, 6]);
    expect(await at(1)).toEqual([0, 1, 2]);
  });
});

describe('curriculum', () => {
  test('by sample it begins with random ones, meets the hardest ever more often and ends with them', async () => {
    const hardestShare = async (position: number) => {
      let hits = 0;
      for (let draw = 0; draw < 40; draw++) {
        const drawn = { ...plain, seed: draw, state: { position } };
        const weights = await weightsOf('curriculum', drawn, { k: 1 });
        const [own] = chosen(weights[0]?.[0]);
        expect(chosen(weights[0]?.[0])).toHaveLength(1);
        if (own === 0) hits++;
      }
      return hits / 40;
    };
    const [start, middle, end] = [
      await hardestShare(0),
      await hardestShare(0.5),
      await hardestShare(1),
    ];
    expect(start).toBeLessThan(0.4);
    expect(middle).toBeGreaterThan(start);
    expect(end).toBe(1);
  });

  const course = (step: number, turned = {}) =>
    kept('curriculum', { ...plain, step, state: { position: 0, achieved: 0.4 } }, nothing, {
      courseSteps: 100,
      ...turned,
    });

  test('over steps it reaches the hardest after that many, and stays', async () => {
    expect((await course(0)).position).toBeCloseTo(0.01, 6);
    expect((await course(49)).position).toBeCloseTo(0.5, 6);
    expect((await course(99)).position).toBe(1);
    expect((await course(500)).position).toBe(1);
  });

  test('over what was achieved it follows the share of positives that beat every candidate', async () => {
    const rows: Plain = {
      similarity: [row, row, row, row],
      eligible: [row, row, row, row].map((own, n) => own.map(() => (n === 3 ? 0 : 1))),
      positives: [
        [0.95, 0.2],
        [0.95, 0.99],
        [0.9, 0.1],
        [0.95, 0.95],
      ],
      valid: [
        [1, 1],
        [1, 0],
        [1, 1],
        [1, 1],
      ],
      state: { position: 0.4, achieved: 0.4 },
    };
    // Rows that count: two of the first anchor, one of the second, two of the third; two of five win.
    const { position, achieved } = await kept('curriculum', rows, nothing, { pace: 'achieved' });
    expect(achieved).toBeCloseTo(0.95 * 0.4 + 0.05 * (2 / 5), 6);
    expect(position).toBe(achieved);
  });

  test('with nothing to measure what was achieved stays', async () => {
    const empty = {
      ...plain,
      eligible: [row.map(() => 0)],
      state: { position: 0.4, achieved: 0.4 },
    };
    const { achieved } = await kept('curriculum', empty, nothing);
    expect(achieved).toBeCloseTo(0.4, 6);
  });
});

describe('dynamic', () => {
  const step = (activeShare: number, state: Record<string, number>, turned = {}) =>
    kept(
      'dynamic',
      { ...plain, step: 10, state },
      { activeShare, hardness: 0.9 },
      {
        targetLow: 0.4,
        targetHigh: 0.6,
        ...turned,
      },
    );

  test('too few still teach: harder; too many: easier; within the band: as it was', async () => {
    const from = (measured: number) => ({ position: 0.7, measured });
    expect((await step(0.1, from(0.1))).position).toBeGreaterThan(0.7);
    expect((await step(0.9, from(0.9))).position).toBeLessThan(0.7);
    expect((await step(0.5, from(0.45))).position).toBeCloseTo(0.7, 6);
  });

  test('turns by exp(gain times what is missing)', async () => {
    const { position } = await step(0.1, { position: 0.7, measured: 0.1 }, { gain: 0.5 });
    expect(1 - (position as number)).toBeCloseTo(0.3 * Math.exp(0.5 * (0.1 - 0.4)), 5);
  });

  test('measures a running mean, of the active share or of hardness', async () => {
    const before = { position: 0.7, measured: 0.5 };
    expect((await step(0.1, before)).measured).toBeCloseTo(0.9 * 0.5 + 0.1 * 0.1, 6);
    const hardness = await step(0.1, before, { held: 'hardness' });
    expect(hardness.measured).toBeCloseTo(0.9 * 0.5 + 0.1 * 0.9, 6);
    const first = await kept('dynamic', plain, { activeShare: 0.8, hardness: 0 });
    expect(first.measured).toBeCloseTo(0.8, 6);
  });

  test('with nothing to choose from everything stays', async () => {
    const before = { position: 0.7, measured: 0.1 };
    const empty = { ...plain, eligible: [row.map(() => 0)], step: 10, state: before };
    const after = await kept('dynamic', empty, nothing);
    expect(after.position).toBeCloseTo(0.7, 6);
    expect(after.measured).toBeCloseTo(0.1, 6);
  });

  test('brings the active share of a batch into its band and holds it there', async () => {
    // The harder half of the candidates teaches: a window teaches as far as it lies in it.
    let state: Record<string, number> = { position: 0.05, measured: 0 };
    const active: number[] = [];
    for (let at = 0; at < 400; at++) {
      const weights = await weightsOf('dynamic', { ...plain, state }, { k: 5 });
      const found = chosen(weights[0]?.[0]);
      active.push(found.filter((c) => c < 5).length / found.length);
      state = await kept(
        'dynamic',
        { ...plain, step: at, state },
        { activeShare: active.at(-1) as number, hardness: 0 },
        { k: 5, gain: 0.2 },
      );
    }
    expect(active[0]).toBe(0);
    for (const share of active.slice(-50)) {
      expect(share).toBeGreaterThanOrEqual(0.4);
      expect(share).toBeLessThanOrEqual(0.6);
    }
  });
});
