import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { anchorView } from '../testing/anchorView';
import { glyphItems } from '../testing/items';
import { svgOf } from '../testing/svgOf';
import { AnchorStrip } from './AnchorStrip';
import { stripGeometry, stripSummary } from './geometry';
import { visibleSlots } from './visible';

const data = glyphItems();
const size = { width: 275, height: 90 };
const row = { width: 160, stride: 32, gapWidth: 16 };
const shown = (chosenRanks: readonly number[]) =>
  visibleSlots(anchorView(chosenRanks).chosen, row).map((slot) =>
    slot.kind === 'gap' ? `${slot.skipped} skipped` : slot.rank,
  );

test('the hardest candidates are shown, as many as fit', () => {
  expect(shown([1, 20])).toEqual([0, 1, 2, 3, 4]);
});

test('a chosen one farther down is shown after a gap', () => {
  expect(shown([14])).toEqual([0, 1, 2, '11 skipped', 14]);
});

test('a row too narrow for more still shows the chosen one', () => {
  const slots = visibleSlots(anchorView([14]).chosen, { ...row, width: 20 });
  expect(slots.at(-1)).toEqual({ kind: 'candidate', rank: 14 });
});

test('nothing reaches beyond the strip, at either width of a lane', () => {
  for (const width of [220, 235, 275, 700])
    for (const { x, side } of stripGeometry(anchorView([14]), { width, height: 90 }).candidates)
      expect(x + side).toBeLessThanOrEqual(width);
});

test('bars are drawn to the largest push, and none where nothing pushes', () => {
  const { candidates, barRoom } = stripGeometry(anchorView([0, 1]), size);
  expect(candidates[0]?.barHeight).toBeCloseTo(barRoom);
  expect(candidates[1]?.barHeight).toBeCloseTo(barRoom / 2);
  const still = { ...anchorView(), push: new Float32Array(30).fill(Number.NaN) };
  expect(stripGeometry(still, size).candidates.every(({ barHeight }) => barHeight === 0)).toBe(
    true,
  );
});

/** Training item 5 hardest, then a synthetic one, then held-out items. */
const brought = (chosenRanks: readonly number[]) => {
  const view = anchorView(chosenRanks);
  return { ...view, candidates: view.candidates.map((item, rank) => [-7, -1][rank] ?? item) };
};

test.each([
  ['brought', brought([0, 1])],
  ['spread', anchorView([2, 3])],
  ['far-chosen', anchorView([14])],
  ['collapsed', { ...anchorView([0]), similarity: new Float32Array(30).fill(1) }],
  ['empty', null],
])('a strip (%s) draws as recorded', async (name, anchor) => {
  const svg = svgOf(<AnchorStrip anchor={anchor} data={data} size={size} />);
  await expect(svg).toMatchFileSnapshot(`./__plots__/${name}.svg`);
});

test('every picture is a button that says what it is', () => {
  const markup = renderToStaticMarkup(
    <AnchorStrip anchor={anchorView([1, 2])} data={data} size={size} onSelect={() => {}} />,
  );
  expect(markup).toContain('aria-label="anchor, O"');
  expect(markup).toContain('aria-label="Q, rank 3, similarity 0.85, chosen, false negative');
});

test('what a source brought is named as such, and is no anchor to choose', () => {
  const markup = renderToStaticMarkup(
    <AnchorStrip anchor={brought([1])} data={data} size={size} onSelect={() => {}} />,
  );
  const own = data.classNames[data.train.labels[5] ?? -1];
  expect(markup).toContain(`aria-label="${own}, a training item from the source, rank 1`);
  expect(markup).toContain('aria-label="synthetic, rank 2, similarity 0.90, chosen');
  expect(markup.match(/aria-disabled="true"/g)).toHaveLength(2);
});

test('the summary counts the chosen and the false', () => {
  const nameOf = (item: number) => data.classNames[data.labels[item] ?? 0] ?? '';
  expect(stripSummary(anchorView([1, 2]), nameOf)).toMatch(
    /2 chosen.*rank 2.*1 of the chosen is false/,
  );
  expect(stripSummary(null, nameOf)).toMatch(/no anchor yet/);
});

test('the bars say that their scale is the lane’s own, in words where there is room, else on pointing', () => {
  const draw = (width: number) =>
    svgOf(<AnchorStrip anchor={anchorView()} data={data} size={{ width, height: 96 }} />);
  expect(draw(600)).toContain('bars: this lane’s own scale');
  expect(draw(240)).not.toContain('bars: this lane’s own scale');
  expect(draw(240)).toContain('Every lane has its own scale');
});
