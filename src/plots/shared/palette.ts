import { hexOf, isShowable, rgbOf } from './hcl';
import type { Theme } from './useTheme';

/**
 * Classes as colours and shapes. A look-alike group is a hue, a class within it a shade and a
 * shape: what is easily confused looks related, and no two classes of a group look the same.
 */

export const shapeNames = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wye'] as const;
export type MarkShape = (typeof shapeNames)[number];

/** CIE lightness of the darkest and the lightest shade: 3:1 against cards of that theme. */
const LIGHTNESS: Record<Theme, readonly [number, number]> = { light: [31, 59], dark: [50, 80] };
const CHROMA = 64;
const FIRST_HUE = 255;

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));

/**
 * The stride nearest to `share` of a turn that visits all of `count` hues, so that neighbours
 * differ most.
 */
function hueStride(count: number, share = 0.382): number {
  for (let off = 0; off < count; off++)
    for (const stride of [Math.round(count * share) - off, Math.round(count * share) + off])
      if (stride > 0 && greatestDivisor(stride, count) === 1) return stride;
  return 1;
}

interface ClassPlace {
  /** Place of the class among its group's, counted from 0. */
  readonly member: number;
  readonly members: number;
  /** Place of its group among the groups, in order of first appearance. */
  readonly group: number;
  readonly groupCount: number;
}

function placesOf(groups: readonly number[]): ClassPlace[] {
  const order = [...new Set(groups)];
  const sizes = new Map<number, number>();
  const members = groups.map((group) => {
    const member = sizes.get(group) ?? 0;
    sizes.set(group, member + 1);
    return member;
  });
  return groups.map((group, label) => ({
    member: members[label] ?? 0,
    members: sizes.get(group) ?? 1,
    group: order.indexOf(group),
    groupCount: order.length,
  }));
}

function colourOf({ member, members, group, groupCount }: ClassPlace, theme: Theme): string {
  const [low, high] = LIGHTNESS[theme];
  const shade = members > 1 ? member / (members - 1) : group % 2 ? 0.75 : 0.25;
  const turn = Math.min(26, 144 / groupCount) * (members > 1 ? shade - 0.5 : 0);
  const hue = FIRST_HUE + (360 * ((group * hueStride(groupCount)) % groupCount)) / groupCount;
  const lightness = low + (high - low) * shade;
  let chroma = CHROMA;
  let rgb = rgbOf(hue + turn, chroma, lightness);
  while (!isShowable(rgb) && chroma > 0) {
    chroma -= 2;
    rgb = rgbOf(hue + turn, chroma, lightness);
  }
  return hexOf(rgb);
}

/** Colour of each class, "#rrggbb", from the look-alike group of each; none for no class. */
export const classColours = (groups: readonly number[], theme: Theme): string[] =>
  placesOf(groups).map((place) => colourOf(place, theme));

/** Shape of each class: the first of a group is a circle; a seventh begins again. */
export const classShapes = (groups: readonly number[]): MarkShape[] =>
  placesOf(groups).map(({ member }) => shapeNames[member % shapeNames.length] as MarkShape);
