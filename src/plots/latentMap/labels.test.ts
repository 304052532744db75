import { describe, expect, test } from 'vitest';
import { glyphItems } from '../testing/items';
import { mapFrame, project, unitPositions } from './geometry';
import { halfWidth, mapLabels, overlap } from './labels';
import { collapsedMap, spreadMap } from './maps.testing';

const data = glyphItems(12);

function labelsOf(view: ReturnType<typeof spreadMap>, size = 260, more = {}) {
  const frame = mapFrame(view.projection, size);
  const projected = project(unitPositions(view), view.axes, frame, [-25, 20]);
  const { labels, classNames } = data;
  return mapLabels({ projected, labels, classNames, frame, projection: view.projection, ...more });
}

describe.each(['pca', 'circle', 'sphere'] as const)('on a map of kind %s', (projection) => {
  test.each([0.1, 0.4, 0.9])('no class name covers another (seed %s)', (seed) => {
    const names = labelsOf(spreadMap(data, projection, seed));
    expect(names.length).toBeGreaterThan(5);
    for (const a of names)
      for (const b of names) if (a !== b) expect(overlap(a, b), `${a.text} ${b.text}`).toBe(false);
  });

  test('all names stay within the map', () => {
    for (const { x, y, text } of labelsOf(spreadMap(data, projection), 235)) {
      expect(x - halfWidth(text)).toBeGreaterThanOrEqual(0);
      expect(x + halfWidth(text)).toBeLessThanOrEqual(235);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(235);
    }
  });

  test('a collapse has one name for all classes', () => {
    const names = labelsOf(collapsedMap(data, projection));
    expect(names.map(({ text }) => text)).toEqual(['all 24']);
  });
});

test('classes on one place share a name, those apart have their own', () => {
  const view = spreadMap(data);
  const positions = view.positions.slice();
  for (let item = 0; item < 36; item++) positions.set([20_000, 20_000], item * 2);
  const texts = labelsOf({ ...view, positions }).map(({ text }) => text);
  expect(texts).toContain('O 0 Q');
});

test('a name shown before keeps its place over one that would cover it', () => {
  const view = collapsedMap(data, 'pca', 0.12);
  const all = labelsOf(view);
  const hidden = data.classNames.findIndex(
    (_, label) => !all.some(({ classes }) => classes.includes(label)),
  );
  expect(hidden).toBeGreaterThanOrEqual(0);
  const kept = labelsOf(view, 260, { shown: new Set([`${hidden}`]) });
  expect(kept.some(({ classes }) => classes.includes(hidden))).toBe(true);
});

test('names leave room for marks', () => {
  const [first] = labelsOf(spreadMap(data));
  const names = labelsOf(spreadMap(data), 260, { avoid: [first] });
  expect(names.map(({ key }) => key)).not.toContain(first?.key);
});

test('without items there are no names', () => {
  expect(labelsOf({ ...spreadMap(data), positions: new Int16Array() })).toEqual([]);
});

test('long names that begin alike can still be told from one another', () => {
  const classNames = data.classNames.map(
    (_, label) => `slender blue ${'abcdefgh'.repeat(label + 1)}`,
  );
  const long = labelsOf(spreadMap(data, 'pca', 0.9), 900, { classNames });
  expect(long.length).toBeGreaterThan(5);
  for (const { text } of long) expect(text).toMatch(/^.{1,14}$/);
  const species = ['slender blue crested', 'slender blue plain', 'short'];
  const named = labelsOf(spreadMap(data, 'pca', 0.9), 900, {
    classNames: [...species, ...data.classNames.slice(3)],
  }).map(({ text }) => text);
  expect(named.some((text) => text === 'slende…crested' || text === 'slende…e plain')).toBe(true);
  expect(named.join()).not.toContain('slender blue…');
});
