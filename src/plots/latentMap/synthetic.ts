import type { MapView, SyntheticView } from '../../protocol/picture';
import { type MapFrame, type Projected, project, unitPositions } from './geometry';
import { dotRadius } from './marks';

/** Synthetic negatives on a map: hollow diamonds, those chosen for the anchor first. */

/** A diamond on screen, pixels; `depth` below 0 is the far side of a sphere. */
export interface Diamond {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  readonly isChosen: boolean;
}

/** The diamonds of a view; none where the source makes no negatives itself. */
export function diamondsOf(
  view: MapView | null,
  frame: MapFrame,
  rotation: readonly [number, number],
): Diamond[] {
  const synthetic = view?.synthetic;
  if (!synthetic) return [];
  const at = project(unitPositions(synthetic), view.axes, frame, rotation);
  return Array.from(at.x, (x, place) => ({
    x,
    y: at.y[place] as number,
    depth: at.depth[place] as number,
    isChosen: place < synthetic.chosen,
  }));
}

/** From the middle of a diamond to its corners, pixels: larger than a dot. */
export const diamondReach = (frame: MapFrame) => dotRadius(frame) + 1.8;

/** Outline of a diamond around 0, 0, as SVG path data. */
export const diamondPath = (reach: number): string =>
  `M0 ${-reach}L${reach} 0L0 ${reach}L${-reach} 0Z`;

/** How far from a diamond it is still pointed at, pixels. */
const POINTED = 10;

/**
 * Number of the diamond on the near side that a place on screen points at; null if there is none,
 * or an item is nearer.
 */
export function diamondAt(
  diamonds: readonly Diamond[],
  items: Projected,
  left: number,
  top: number,
): number | null {
  const away = (x: number, y: number) => Math.hypot(x - left, y - top);
  let [nearest, best]: [number | null, number] = [null, POINTED];
  diamonds.forEach(({ x, y, depth }, place) => {
    if (depth >= 0 && away(x, y) < best) [nearest, best] = [place, away(x, y)];
  });
  const isItemNearer = items.x.some(
    (x, item) => (items.depth[item] as number) >= 0 && away(x, items.y[item] as number) < best,
  );
  return isItemNearer ? null : nearest;
}

/** What a diamond is, in a few words. */
export const diamondText = ({ name }: SyntheticView, isChosen: boolean): string =>
  isChosen ? `${name} negative, chosen for the anchor` : `${name} negative, not chosen`;

/** What the diamonds are, in a clause of a sentence. */
export function syntheticText({ name, positions, chosen, count }: SyntheticView, axes: number) {
  const shown = positions.length / axes;
  if (count === 0) return `no ${name} negatives yet`;
  const which = shown < count ? `${shown} of ${count}` : String(count);
  const them = `${which} ${name} ${count === 1 ? 'negative' : 'negatives'}`;
  return `${them} as hollow diamonds, ${chosen || 'none'} chosen for the anchor`;
}
