import { expect, test } from 'vitest';
import type { MapView } from '../../protocol/picture';
import { anchorView } from '../testing/anchorView';
import { glyphItems } from '../testing/items';
import { svgOf } from '../testing/svgOf';
import { mapFrame, project } from './geometry';
import { LatentMap } from './LatentMap';
import { collapsedMap, spreadMap } from './maps.testing';
import { SyntheticLegend } from './SyntheticLegend';
import { mapSummary } from './summary';
import { diamondAt, diamondsOf } from './synthetic';

const data = glyphItems();
const size = 260;

/** A view with four learned negatives, the first of them chosen for the anchor. */
const withMade = (view: MapView): MapView => ({
  ...view,
  synthetic: {
    name: 'learned',
    positions: Int16Array.of(9000, 9000, -20000, 4000, 3000, -25000, -8000, -8000),
    chosen: 1,
    count: 256,
  },
});

test('a collapsed lane draws as one point with one name', async () => {
  const svg = svgOf(<LatentMap view={collapsedMap(data)} data={data} size={size} asSvg />);
  await expect(svg).toMatchFileSnapshot('./__plots__/collapsed.svg');
});

test('a spread lane draws its classes apart, with an anchor and its negatives', async () => {
  const svg = svgOf(
    <LatentMap
      view={spreadMap(data)}
      data={data}
      size={size}
      anchor={anchorView([1, 2])}
      selected={0}
      asSvg
    />,
  );
  await expect(svg).toMatchFileSnapshot('./__plots__/spread.svg');
});

test('a circle draws its bars outside, a sphere its graticule and far side', async () => {
  for (const projection of ['circle', 'sphere'] as const) {
    const svg = svgOf(
      <LatentMap
        view={spreadMap(data, projection)}
        data={data}
        size={size}
        rotation={[-25, 20]}
        asSvg
      />,
    );
    await expect(svg).toMatchFileSnapshot(`./__plots__/${projection}.svg`);
  }
});

test('lit items stand out from the others', async () => {
  const lit = new Set([0, 1, 2, 3]);
  const svg = svgOf(
    <LatentMap view={spreadMap(data)} data={data} size={size} highlighted={lit} asSvg />,
  );
  expect(svg.match(/opacity="1"/g)).toHaveLength(4);
});

test('before the first report the map is an empty circle that says so', async () => {
  const svg = svgOf(<LatentMap view={null} data={null} size={size} asSvg />);
  await expect(svg).toMatchFileSnapshot('./__plots__/empty.svg');
});

test('the summary tells a collapse from a spread', () => {
  expect(mapSummary(collapsedMap(data), data)).toMatch(/24 classes.*all lie on one point/);
  expect(mapSummary(spreadMap(data), data)).toMatch(/\d+ % lie nearest the middle/);
  expect(mapSummary(null, null)).toMatch(/nothing to show yet/);
});

test('negatives that no item gave are hollow diamonds, a line from the anchor to the chosen one', async () => {
  const view = withMade(spreadMap(data));
  const svg = svgOf(
    <LatentMap view={view} data={data} size={size} anchor={anchorView([])} selected={0} asSvg />,
  );
  await expect(svg).toMatchFileSnapshot('./__plots__/synthetic.svg');
  expect(svg.match(/L[\d.]+ 0L0/g)).toHaveLength(4);
  await expect(svgOf(<SyntheticLegend />)).toMatchFileSnapshot('./__plots__/syntheticLegend.svg');
});

test('the summary says how many such negatives there are, and how many were chosen', () => {
  const view = withMade(spreadMap(data));
  expect(mapSummary(view, data)).toMatch(
    /4 of 256 learned negatives as hollow diamonds, 1 chosen for the anchor\.$/,
  );
  const none = { name: 'mixed', positions: new Int16Array(), chosen: 0, count: 0 };
  expect(mapSummary({ ...view, synthetic: none }, data)).toMatch(/; no mixed negatives yet\.$/);
});

test('the pointer finds a diamond where no item is nearer', () => {
  const frame = mapFrame('pca', 210);
  const diamonds = diamondsOf(withMade(spreadMap(data)), frame, [0, 0]);
  const [first] = diamonds;
  const [x, y] = [first?.x ?? 0, first?.y ?? 0];
  const items = (right: number) =>
    project(new Float32Array([(x - 105 + right) / 100, (105 - y) / 100]), 2, frame, [0, 0]);
  expect(diamondAt(diamonds, items(9), x + 3, y)).toBe(0);
  expect(diamondAt(diamonds, items(4), x + 3, y)).toBeNull();
  expect(diamondAt(diamonds, items(60), x + 11, y)).toBeNull();
  const far = diamonds.map((one) => ({ ...one, depth: -1 }));
  expect(diamondAt(far, items(60), x, y)).toBeNull();
});
