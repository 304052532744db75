import { describe, expect, test } from 'vitest';
import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { svgOf } from '../testing/svgOf';
import { embeddingColour, heatColour, over } from './colours';
import { itemAt, itemGrid, itemTowards, outlines, placeOf, sceneLayout } from './geometry';
import { ScenePlot } from './ScenePlot';
import { cosinesTo, scenePixels } from './scenePixels';
import { sceneSummary } from './summary';

/** Two scenes of 8 by 8 pixels, a cell on the left and one on the right of a ground row at the top. */
const width = 8;
const size2 = width * width;
const cellAt = (pixel: number) => {
  const [x, y] = [pixel % width, Math.floor((pixel % size2) / width)];
  return y < 2 ? 0 : x < 4 ? 1 : 2;
};
const all = Array.from({ length: 2 * size2 }, (_, pixel) => pixel);
/** Items in another order than pixels: the ground first, then cell by cell. */
const places = Int32Array.from(
  all
    .filter((pixel) => pixel % 2 === 0 && Math.floor(pixel / width) % 2 === 0)
    .sort(
      (a, b) => Math.floor(a / size2) - Math.floor(b / size2) || cellAt(a) - cellAt(b) || a - b,
    ),
);
const scenes: Scenes = {
  count: 2,
  width,
  height: width,
  step: 2,
  ink: Uint8Array.from(all, (pixel) => (cellAt(pixel) ? 150 : 20)),
  instances: Uint8Array.from(all, cellAt),
  places,
};
const d = 3;
/** The first scene is told apart, the second is not. */
const directionOf = (place: number) => (place < size2 ? cellAt(place) : Math.min(1, cellAt(place)));
const learned: LearnedScene = {
  lens: 'scene',
  threshold: 0.6,
  scenes: [
    { adjustedRandIndex: 1, overlap: 1, bordersApart: 1, cells: 2, found: 2 },
    { adjustedRandIndex: 0, overlap: 0.5, bordersApart: 0, cells: 2, found: 1 },
  ],
  adjustedRandIndex: 0.5,
  overlap: 0.75,
  bordersApart: 0.5,
  instances: Int16Array.from(places, (place) => directionOf(place) - 1),
  colours: Int8Array.from(
    Array.from(places).flatMap((place) => [60 * (directionOf(place) - 1), 40, -30]),
  ),
  embeddings: Int8Array.from(
    Array.from(places).flatMap((place) =>
      [0, 1, 2].map((i) => (i === directionOf(place) ? 127 : 0)),
    ),
  ),
  d,
};
const size = { width: 320, height: 190 };
const grid = itemGrid(scenes);

describe('scenes', () => {
  test('are drawn with found cells outlined and figures below', async () => {
    const svg = svgOf(<ScenePlot scenes={scenes} learned={learned} size={size} asSvg />);
    await expect(svg).toMatchFileSnapshot('./__plots__/found.svg');
    expect(svg).toContain('2 cells, 1 found');
  });

  test('with a pixel selected show what is like it, and its frame', async () => {
    const svg = svgOf(
      <ScenePlot scenes={scenes} learned={learned} size={size} selected={5} showTruth asSvg />,
    );
    await expect(svg).toMatchFileSnapshot('./__plots__/selected.svg');
    expect(svg).toContain('stroke-dasharray');
  });

  test('before the first picture are there alone', async () => {
    const svg = svgOf(<ScenePlot scenes={scenes} learned={null} size={size} asSvg />);
    await expect(svg).toMatchFileSnapshot('./__plots__/empty.svg');
    expect(svg).toContain('nothing measured yet');
  });

  test('are summed up in one sentence', () => {
    expect(sceneSummary(learned)).toBe(
      '2 held-out scenes: 3 found for 4 cells, adjusted Rand index 0.50, overlap 0.75, 50 % of borders told apart.',
    );
  });
});

describe('the layout', () => {
  const four = { count: 4, width: 32, height: 32, step: 2 };
  test.each([
    [300, 320, 2],
    [640, 160, 4],
    [120, 600, 1],
  ])('in %i by %i has %i columns and nothing outside', (wide, high, columns) => {
    const layout = sceneLayout(four, { width: wide, height: high });
    expect(layout.columns).toBe(columns);
    expect((layout.scale * 2) % 1).toBe(0);
    for (const { x, y } of layout.corners) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + 32 * layout.scale).toBeLessThanOrEqual(wide);
      expect(y + 32 * layout.scale + layout.caption).toBeLessThanOrEqual(high);
    }
  });

  test('leaves out words where pictures are small, and gives them the room', () => {
    const small = sceneLayout(four, { width: 230, height: 168 });
    expect(small.caption).toBe(0);
    expect(small.scale).toBe(2.5);
    expect(sceneLayout(four, { width: 300, height: 320 }).caption).toBeGreaterThan(0);
  });

  test('without room draws nothing', () => {
    expect(sceneLayout(four, { width: 0, height: 0 }).scale).toBe(0);
  });
});

describe('pixels', () => {
  const layout = sceneLayout(scenes, size);
  test('under the pointer are those that are drawn there', () => {
    for (const item of places.keys()) {
      const { scene, column, row } = placeOf(grid, item);
      const { x, y } = layout.corners[scene] as { x: number; y: number };
      const side = layout.scale * 2;
      expect(itemAt(grid, layout, 2, x + (column + 0.5) * side, y + (row + 0.5) * side)).toBe(item);
    }
    expect(itemAt(grid, layout, 2, -5, 5)).toBeNull();
  });

  test('are walked by arrow keys, over the edge into the next scene, and no further', () => {
    let item = itemTowards(grid, layout, null, 1, 0) as number;
    const seen = new Set<number>([item]);
    for (let i = 0; i < 20; i++) {
      item = itemTowards(grid, layout, item, 1, 0) ?? item;
      seen.add(item);
    }
    expect([...seen].map((one) => placeOf(grid, one).scene)).toEqual([0, 0, 1, 1, 1, 1]);
    expect(itemTowards(grid, layout, item, 1, 0)).toBeNull();
  });

  test('have the ink of every pixel of the scene under the colour of their square', () => {
    const pixels = scenePixels(scenes, grid, 0, learned, null);
    const rgb = (x: number, y: number) => [
      ...pixels.subarray((y * 8 + x) * 4, (y * 8 + x) * 4 + 3),
    ];
    expect(rgb(0, 4)).toEqual(rgb(1, 5));
    expect(rgb(0, 4)).not.toEqual(rgb(4, 4));
    const alone = scenePixels(scenes, grid, 0, null, null);
    expect([...alone.subarray(0, 3)]).toEqual(over([255, 255, 255], 20, 'colours').map(Math.round));
  });

  test('are as alike as their vectors', () => {
    const cosines = cosinesTo(learned, 5);
    expect(cosines[5]).toBeCloseTo(1, 5);
    const same = places.findIndex(
      (place, item) => item !== 5 && directionOf(place) === directionOf(places[5] as number),
    );
    const other = places.findIndex(
      (place) => directionOf(place) !== directionOf(places[5] as number),
    );
    expect(cosines[same]).toBeCloseTo(1, 5);
    expect(cosines[other]).toBeCloseTo(0, 5);
  });
});

describe('outlines', () => {
  test('run between different instances and round the outermost, each line once', () => {
    expect(outlines([0, 0, 0, 0], 2, 2)).toBe('M0,0v2M2,0v2M0,0h2M0,2h2');
    expect(outlines([0, 1, 0, 1], 2, 2)).toBe('M0,0v2M1,0v2M2,0v2M0,0h2M0,2h2');
    expect(outlines([-1, 3, -1, -1], 2, 2)).toBe('M1,0v1M2,0v1M1,0h1M1,1h1');
  });
  test('of nothing are nothing', () => {
    expect(outlines([-1, -1, -1, -1], 2, 2)).toBe('');
  });
});

describe('colours', () => {
  const lightness = ([r, g, b]: readonly number[]) =>
    0.2126 * (r as number) + 0.7152 * (g as number) + 0.0722 * (b as number);
  test('of one point are one grey, and of opposite points differ', () => {
    const [r, g, b] = embeddingColour(0, 0, 0);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(2);
    expect(embeddingColour(0.5, 0, 0)).not.toEqual(embeddingColour(-0.5, 0, 0));
  });
  test('of similarity grow lighter throughout', () => {
    const all = Array.from({ length: 21 }, (_, i) => lightness(heatColour(i / 10 - 1)));
    expect(all).toEqual([...all].sort((a, b) => a - b));
  });
});
