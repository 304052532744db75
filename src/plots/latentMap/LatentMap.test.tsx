import { expect, test } from 'vitest';
import { anchorView, collapsedMap, glyphItems, spreadMap } from '../fixtures';
import { svgOf } from '../svgOf';
import { LatentMap } from './LatentMap';
import { mapSummary } from './summary';

const data = glyphItems();
const size = 260;

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
