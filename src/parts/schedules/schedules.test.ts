import { beforeAll, describe, expect, test } from 'vitest';
import { onWasm } from '../../engine/run/inNode.testing';
import { tf } from '../../engine/tf';
import { defaultsOf, type NumberKnob } from '../part';
import { type ScheduleId, schedules } from '.';
import type { Schedule } from './schedule';

beforeAll(onWasm);

/** The factor of the step that follows `done` steps; null if the schedule leaves the rate alone. */
function factor(id: ScheduleId, done: number, values: Readonly<Record<string, number>> = {}) {
  const schedule: Schedule = schedules[id];
  const all = Object.entries({ ...defaultsOf(schedule.knobs), ...values });
  const knobs = Object.fromEntries(all.map(([name, value]) => [name, tf.scalar(Number(value))]));
  return schedule.factor?.(tf, tf.scalar(done), knobs).dataSync()[0] ?? null;
}

describe.each(Object.keys(schedules) as ScheduleId[])('%s', (id) => {
  test('is between 0 and 1 at every step, with every knob at either end', () => {
    const knobs = Object.entries(schedules[id].knobs as Record<string, NumberKnob>);
    let ends: Record<string, number>[] = [{}];
    for (const [name, { min, max }] of knobs)
      ends = ends.flatMap((one) => [min, max].map((value) => ({ ...one, [name]: value })));
    for (const values of ends)
      for (const done of [0, 1, 49, 50, 999, 1000, 19999, 20000, 1e6]) {
        const value = factor(id, done, values) ?? 1;
        expect(value, JSON.stringify({ done, ...values })).toBeGreaterThanOrEqual(0);
        expect(value, JSON.stringify({ done, ...values })).toBeLessThanOrEqual(1);
      }
  });

  test('tells its formula and when it helps', () => {
    expect(schedules[id].formula).toContain('\\eta');
    expect(schedules[id].advice).toMatch(/\.$/);
  });
});

test('a constant rate asks nothing of the device', () => {
  expect(factor('constant', 10)).toBeNull();
  expect('factor' in schedules.constant).toBe(false);
});

describe('warm-up, then cosine', () => {
  const knobs = { warmUpSteps: 10, decaySteps: 110, rateFloor: 0.2 };
  const at = (done: number, values = {}) => factor('warmUpCosine', done, { ...knobs, ...values });

  test('rises in equal parts from one tenth at the first step to the full rate at the tenth', () => {
    for (let done = 0; done < 10; done++) expect(at(done)).toBeCloseTo((done + 1) / 10, 6);
  });

  test('falls along half a cosine to its floor at the last step, and stays there', () => {
    for (const [done, share] of [
      [34, 0.25],
      [59, 0.5],
      [84, 0.75],
    ] as const)
      expect(at(done)).toBeCloseTo(0.2 + 0.4 * (1 + Math.cos(Math.PI * share)), 6);
    expect(at(108)).toBeGreaterThan(0.2);
    for (const done of [109, 110, 100_000]) expect(at(done)).toBeCloseTo(0.2, 6);
  });

  test('without a warm-up the first step is almost full, and without a floor the last does nothing', () => {
    expect(at(0, { warmUpSteps: 0 })).toBeCloseTo(0.2 + 0.4 * (1 + Math.cos(Math.PI / 110)), 6);
    expect(at(109, { rateFloor: 0 })).toBe(0);
  });

  test('a warm-up that outlasts the run ends at the full rate, and the floor follows', () => {
    const long = { warmUpSteps: 200, decaySteps: 100 };
    expect(at(99, long)).toBeCloseTo(0.5, 6);
    expect(at(199, long)).toBeCloseTo(1, 6);
    expect(at(200, long)).toBeCloseTo(0.2, 6);
  });
});
