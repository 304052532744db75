import { expect, test } from 'vitest';
import { valueDomain } from './axis';
import { wordBeside } from './chanceLabel';
import { cursorAfterKey } from './cursorKeys';
import { type CurvesRequest, curvesGeometry, curvesSummary } from './geometry';
import { keptApart } from './keptApart';
import { noisyLine } from './noisyLine.testing';

const request: CurvesRequest = {
  lines: [noisyLine(0, 'hardest', 50), noisyLine(1, 'random', 50)],
  size: { width: 260, height: 120 },
  domain: 'positive',
  isNoisy: true,
  chance: null,
  chanceLabel: 'chance',
  cursor: null,
};

test('shares are drawn from 0 to 1, whatever they are', () => {
  expect(valueDomain('share', [0.3, 0.4])).toEqual([0, 1]);
  expect(valueDomain('share', null)).toEqual([0, 1]);
});

test('a cosine shows as much of its negative side as it needs', () => {
  expect(valueDomain('cosine', [0.1, 1])).toEqual([0, 1]);
  expect(valueDomain('cosine', [-0.2, 1])).toEqual([-0.5, 1]);
  expect(valueDomain('cosine', [-0.7, 1])).toEqual([-1, 1]);
});

test('a loss begins at 0 and has room above; a constant has an axis too', () => {
  const [low, high] = valueDomain('positive', [0.2, 0.97]);
  expect(low).toBe(0);
  expect(high).toBeGreaterThanOrEqual(1);
  expect(valueDomain('positive', [0, 0])[1]).toBeGreaterThan(0);
  const [from, to] = valueDomain('auto', [-2, -2]);
  expect(to - from).toBeGreaterThan(0);
});

test('the axis of steps holds at least 100, then ends at the last step', () => {
  expect(curvesGeometry(request).xTicks.at(-1)?.step).toBe(100);
  const lines = [noisyLine(0, 'hardest', 640)];
  const { curves, right } = curvesGeometry({ ...request, lines });
  expect(curves[0]?.value?.x).toBeCloseTo(right);
});

test('the values at the right do not cover one another and stay within the chart', () => {
  const places = keptApart([50, 51, 52, 99, 100], 7, 100);
  const sorted = [...places].sort((a, b) => a - b);
  for (let index = 1; index < sorted.length; index++)
    expect((sorted[index] as number) - (sorted[index - 1] as number)).toBeGreaterThanOrEqual(12);
  expect(sorted[0]).toBeGreaterThanOrEqual(7);
  expect(sorted.at(-1)).toBeLessThanOrEqual(100);
});

test('the cross-hair shows the values of its step', () => {
  const steps = [0, 20, 40];
  const lines = [{ ...noisyLine(0, 'hardest', 3), steps, values: [0.1, 0.2, 0.3] }];
  const geometry = curvesGeometry({ ...request, lines, isNoisy: false, cursor: 25 });
  expect(geometry.curves[0]?.value?.value).toBe(0.2);
  expect(curvesSummary('MAP@R', geometry, 25)).toBe('MAP@R at step 25: hardest 0.20.');
});

test('no lines, a line without points and a line of gaps give axes alone', () => {
  const gaps = { ...noisyLine(0, 'hardest', 3), values: [Number.NaN, Number.NaN, Number.NaN] };
  for (const lines of [[], [noisyLine(0, 'hardest', 0)], [gaps]]) {
    const geometry = curvesGeometry({ ...request, lines });
    expect(geometry.curves.every(({ path, value }) => !path && !value)).toBe(true);
    expect(curvesSummary('Loss', geometry, null)).toBe('Loss: no steps yet.');
  }
});

test('a pointer beyond the last step reads the last step', () => {
  const { stepAt, right } = curvesGeometry(request);
  expect(stepAt(right)).toBe(50);
  expect(stepAt(-10)).toBe(0);
});

test('the word at the chance line goes where no line passes', () => {
  const area = { left: 0, right: 200, top: 0, bottom: 100 };
  expect(wordBeside('chance', 50, [], area)).toEqual({ x: 200, y: 46, anchor: 'end' });
  const throughRight = [
    [150, 44],
    [200, 44],
  ] as const;
  expect(wordBeside('chance', 50, [throughRight], area).anchor).toBe('middle');
});

test('keys move the cross-hair by a fiftieth of the run, from the end', () => {
  expect(cursorAfterKey('ArrowLeft', null, 500)).toBe(490);
  expect(cursorAfterKey('ArrowRight', 500, 500)).toBe(500);
  expect(cursorAfterKey('Home', 300, 500)).toBe(0);
  expect(cursorAfterKey('Escape', 300, 500)).toBeNull();
  expect(cursorAfterKey('Escape', null, 500)).toBeUndefined();
});
