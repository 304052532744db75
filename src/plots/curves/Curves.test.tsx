import { expect, test } from 'vitest';
import { svgOf } from '../testing/svgOf';
import { Curves } from './Curves';
import { noisyLine } from './noisyLine.testing';

const size = { width: 260, height: 120 };
const noisy = [noisyLine(0, 'hardest', 300), noisyLine(1, 'random', 300)];

test.each([
  ['noisy', { lines: noisy, isNoisy: true, domain: 'positive', chance: 0.6, cursor: 120 }],
  ['one-point', { lines: [noisyLine(0, 'hardest', 1)], domain: 'positive' }],
  ['empty', { lines: [], domain: 'share' }],
  ['sketch', { lines: [{ ...noisyLine(2, 'yours', 60), isSketch: true }, noisyLine(0, 'x', 40)] }],
] as const)('curves (%s) draw as recorded', async (name, props) => {
  const svg = svgOf(<Curves name="Loss" size={size} {...props} />);
  await expect(svg).toMatchFileSnapshot(`./__plots__/${name}.svg`);
});

test('collapsed and spread lanes draw their mean cosine as recorded', async () => {
  const steps = [0, 20, 40, 60];
  const lines = [
    { ...noisyLine(0, 'hardest', 4), steps, values: [0.9, 1, 1, 1] },
    { ...noisyLine(2, 'semi-hard', 4), steps, values: [0.9, 0.3, Number.NaN, 0.1] },
  ];
  const svg = svgOf(<Curves name="Mean cosine" lines={lines} size={size} domain="cosine" />);
  await expect(svg).toMatchFileSnapshot('./__plots__/mean-cosine.svg');
});

test('shares in percent read alike on the axis, at the end and in words', () => {
  const lines = [{ ...noisyLine(0, 'hardest', 3), values: [1, 0.5, 0.526] }];
  const svg = svgOf(
    <Curves name="Still teach" lines={lines} size={size} domain="share" isPercent />,
  );
  expect(svg).toContain('hardest 53 %');
  expect(svg).toMatch(/>\s*53 %\s*</);
  expect(svg).toMatch(/>\s*100\s*</);
});

test('before the first step nothing is written over the word of the chance line', () => {
  const svg = svgOf(<Curves name="Loss" lines={[]} size={size} chance={1} />);
  expect(svg).toMatch(/text-anchor="start"[^>]*>\s*no steps yet/);
});

test('no path holds a number that is not one', () => {
  const lines = [{ ...noisyLine(0, 'x', 3), values: [Number.NaN, Number.POSITIVE_INFINITY, 1] }];
  expect(svgOf(<Curves name="Loss" lines={lines} size={size} isNoisy />)).not.toMatch(
    /NaN|Infinity/,
  );
});
