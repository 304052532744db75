import { rgb } from 'd3';

/** Relative luminance of an sRGB colour, 0..1 (WCAG 2.2). */
function luminance(colour: string): number {
  const { r, g, b } = rgb(colour);
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
}

/** Contrast of two colours, 1..21 (WCAG 2.2): text needs 4.5, marks and edges 3. */
export function contrast(a: string, b: string): number {
  const [first, second] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return Math.max(first, second) / Math.min(first, second);
}
