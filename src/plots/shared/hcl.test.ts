import { hcl } from 'd3';
import { expect, test } from 'vitest';
import { hexOf, isShowable, rgbOf } from './hcl';

test('colours are those of D3, and so is which of them a screen shows', () => {
  for (let hue = 0; hue < 400; hue += 7)
    for (const chroma of [0, 12, 40, 64, 90])
      for (const lightness of [0, 4, 31, 50, 80, 100]) {
        const [ours, theirs] = [rgbOf(hue, chroma, lightness), hcl(hue, chroma, lightness)];
        expect(hexOf(ours)).toBe(theirs.formatHex());
        expect(isShowable(ours)).toBe(theirs.displayable());
      }
});
