import { expect, test } from 'vitest';
import type { PushCurve } from '../../protocol/picture';
import { laneColour } from '../shared/tokens';
import { svgOf } from '../testing/svgOf';
import { pushGeometry, pushSummary } from './geometry';
import { PushChart } from './PushChart';

const size = { width: 260, height: 110 };
/** Pushes between two similarities, hardest in the middle; nothing known below `known`. */
function pushBetween(from: number, to: number, positive: number, known = -0.6): PushCurve {
  return {
    positive,
    push: Float32Array.from({ length: 40 }, (_, bin) => {
      const similarity = -1 + (2 * (bin + 0.5)) / 40;
      if (similarity < known) return Number.NaN;
      return similarity > from && similarity < to ? 0.3 + 0.1 * Math.sin(bin) : 0;
    }),
  };
}

const lane = (place: number, name: string, push: PushCurve | null) => ({
  id: place,
  name,
  colour: laneColour(place),
  place,
  push,
});
const lanes = [
  lane(0, 'hardest', pushBetween(0.9, 1, 0.99, 0.85)),
  lane(1, 'random', pushBetween(-1, 1, 0.4)),
  lane(2, 'semi-hard', pushBetween(0.1, 0.45, 0.46)),
];

test('lanes that push here and there draw as recorded', async () => {
  const svg = svgOf(<PushChart lanes={lanes} size={size} />);
  await expect(svg).toMatchFileSnapshot('./__plots__/spread.svg');
});

test('a collapsed lane and one without a batch draw as recorded', async () => {
  const collapsed = [lane(0, 'hardest', pushBetween(0.9, 1, 1, 0.9)), lane(1, 'random', null)];
  const svg = svgOf(<PushChart lanes={collapsed} size={size} />);
  await expect(svg).toMatchFileSnapshot('./__plots__/collapsed.svg');
});

test('before the first batch there is an empty frame that says so', async () => {
  const svg = svgOf(<PushChart lanes={[lane(0, 'hardest', null)]} size={size} />);
  await expect(svg).toMatchFileSnapshot('./__plots__/empty.svg');
});

test('every lane is drawn to its own largest push', () => {
  const strong = pushBetween(0, 1, 0.5);
  const weak = { ...strong, push: strong.push.map((push) => push / 1000) };
  const [a, b] = pushGeometry([lane(0, 'a', strong), lane(1, 'b', weak)], size).shapes;
  expect(a?.line).toBe(b?.line);
});

test('a lane that pushes nothing is a flat line, and says so', () => {
  const still = { positive: 0.9, push: new Float32Array(40) };
  const { shapes } = pushGeometry([lane(0, 'hardest', still)], size);
  expect(shapes[0]?.line).not.toMatch(/NaN/);
  expect(pushSummary(shapes)).toMatch(/hardest pushes nothing/);
});

test('negatives that a loss draws closer lie below the base line, and a lane beside it keeps its own', () => {
  const drawn = pushBetween(0.2, 0.8, 0.5);
  const push = drawn.push.map((one, bin) => (one === 0 && bin < 22 ? -0.04 : one));
  const pulls = lane(0, 'HCL', { ...drawn, push });
  const plain = lane(1, 'random', drawn);
  const { base, bottom, shapes } = pushGeometry([pulls, plain], size);
  expect(base).toBeLessThan(bottom - 5);
  const [from, to] = shapes[0]?.pulled ?? [];
  expect(from).toBeCloseTo(-0.575, 9);
  expect(to).toBeCloseTo(0.075, 9);
  expect(shapes[1]?.pulled).toBeNull();
  const lowestOf = (line = '') =>
    Math.max(...line.split(/[ML]/).map((at) => Number(at.split(',')[1] ?? 0)));
  expect(lowestOf(shapes[0]?.line)).toBeGreaterThan(base + 3);
  expect(lowestOf(shapes[1]?.line)).toBeCloseTo(base, 1);
  expect(pushSummary(shapes)).toContain('and pulls closer from −0.57 to 0.07, random pushes');
  expect(pushGeometry([plain], size)).toMatchObject({ base: bottom });
});

test('a lane that pulls draws as recorded', async () => {
  const drawn = pushBetween(0.2, 0.8, 0.5);
  const push = drawn.push.map((one, bin) => (one === 0 && bin < 22 ? -0.04 : one));
  const svg = svgOf(<PushChart lanes={[lane(0, 'HCL', { ...drawn, push })]} size={size} />);
  await expect(svg).toMatchFileSnapshot('./__plots__/pulled.svg');
});

test('lanes whose positives agree share one line', () => {
  expect(pushGeometry(lanes, size).positives).toHaveLength(3);
  const same = [lanes[1], { ...lanes[1], place: 2, id: 2 }] as typeof lanes;
  expect(pushGeometry(same, size).positives).toHaveLength(1);
});
