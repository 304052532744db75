import { hcl, lab } from 'd3';
import { describe, expect, test } from 'vitest';
import { contrast } from '../testing/contrast';
import { glyphItems } from '../testing/items';
import { classColours, classShapes } from './palette';

const cards = { light: '#ffffff', dark: '#202227' };
const groupings = {
  glyphs: glyphItems(1).groups,
  birds: Array.from({ length: 48 }, (_, label) => Math.floor(label / 6)),
  digits: Array.from({ length: 10 }, (_, label) => label),
};

/** CIE76 difference: 2 is just noticeable side by side. */
function difference(a: string, b: string): number {
  const [first, second] = [lab(a), lab(b)];
  return Math.hypot(first.l - second.l, first.a - second.a, first.b - second.b);
}

describe.each(Object.entries(groupings))('%s', (_, groups) => {
  describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
    const colours = classColours(groups, theme);

    test('every class can be seen on a card', () => {
      for (const colour of colours) expect(contrast(colour, cards[theme])).toBeGreaterThan(2.95);
    });

    test('no two classes have nearly the same colour', () => {
      for (let a = 0; a < colours.length; a++)
        for (let b = 0; b < a; b++)
          expect(difference(colours[a] as string, colours[b] as string)).toBeGreaterThan(4);
    });

    test('neighbouring groups have hues far apart', () => {
      const groupCount = new Set(groups).size;
      for (let group = 1; group < groupCount; group++) {
        const hue = (of: number) => hcl(colours[groups.indexOf(of)] as string).h;
        const turn = Math.abs(hue(group) - hue(group - 1)) % 360;
        expect(Math.min(turn, 360 - turn)).toBeGreaterThan(60);
      }
    });
  });

  test('classes of one group have shapes of their own', () => {
    const shapes = classShapes(groups);
    const pairs = groups.map((group, label) => `${group} ${shapes[label]}`);
    expect(new Set(pairs).size).toBe(groups.length);
  });
});

test('no classes, no colours', () => {
  expect(classColours([], 'light')).toEqual([]);
});
