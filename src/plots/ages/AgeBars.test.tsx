import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AgeBars } from './AgeBars';
import { ageBars } from './geometry';

const size = { width: 120, height: 10 };
const ages = (...bins: number[]) => ({ mean: 3, oldest: 9, bins: Uint32Array.from(bins) });

test('the fullest age is as high as there is room, others by their share', () => {
  expect(ageBars(ages(4, 2, 1), size).map(({ height }) => height)).toEqual([10, 5, 2.5]);
});

test('an age of which there is none has no bar, and a rare one can still be seen', () => {
  const bars = ageBars(ages(1000, 0, 1), size);
  expect(bars).toHaveLength(2);
  expect(bars[1]).toMatchObject({ x: 80, height: 1 });
});

test('young queues have a bar for each age and no gaps that are none', () => {
  const young = { mean: 1, oldest: 2, bins: Uint32Array.of(5, 0, 0, 4, 0, 3) };
  expect(ageBars(young, size).map(({ x, height }) => [x, height])).toEqual([
    [0, 10],
    [40, 8],
    [80, 6],
  ]);
});

test('bars stay within their room', () => {
  for (const { x, y, width, height } of ageBars(ages(3, 1, 4, 1, 5), size)) {
    expect(x + width).toBeLessThanOrEqual(size.width);
    expect(y + height).toBeCloseTo(size.height);
  }
});

test('no candidates at all are no bars', () => {
  expect(ageBars(ages(0, 0), size)).toEqual([]);
});

test('ages draw as recorded', async () => {
  const svg = renderToStaticMarkup(<AgeBars ages={ages(12, 9, 9, 4, 0, 1)} size={size} />);
  await expect(`${svg.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot('./__plots__/queue.svg');
});
