import type { AnchorView } from '../../protocol/picture';
import type { MapFrame, Projected } from './geometry';

/** How an item stands out: the anchor, its positive, a chosen negative, a chosen false one. */
export type Role = 'anchor' | 'positive' | 'chosen' | 'false';

/** A marked item; all but the anchor have a line to it. */
export interface RoleMark {
  readonly item: number;
  readonly role: Role;
}

/** At most this many chosen negatives have a frame and a picture; the others have only a line. */
const MOST_FRAMED = 8;

/**
 * The marks of an anchor, in drawing order: chosen negatives from easiest to hardest, the positive,
 * the anchor. Candidates that are not held-out items are not on the map. Until the anchor's item is
 * the selected one there is at most the selected item itself.
 */
export function roleMarks(
  anchor: AnchorView | null | undefined,
  selected: number | null,
): RoleMark[] {
  if (selected === null) return [];
  const itself: RoleMark = { item: selected, role: 'anchor' };
  if (anchor?.item !== selected) return [itself];
  const chosen = [...anchor.candidates].flatMap((item, place): RoleMark[] =>
    anchor.chosen[place] && item >= 0
      ? [{ item, role: anchor.isFalse[place] ? 'false' : 'chosen' }]
      : [],
  );
  return [...chosen.reverse(), { item: anchor.positive, role: 'positive' }, itself];
}

/** Marks that get a frame: the anchor, the positive and the hardest of the chosen. */
export const framedMarks = (marks: readonly RoleMark[]): RoleMark[] =>
  marks.slice(-(MOST_FRAMED + 2));

/** Radius of a dot, pixels: larger on a large map. */
export const dotRadius = ({ size }: MapFrame) => Math.min(4.5, Math.max(2.2, size / 92));

/** Opacity of a dot: faint on the far side of the sphere, fainter when others are lit up. */
export function dotOpacity(depth: number, isLit: boolean, someAreLit: boolean): number {
  const opacity = depth < 0 ? 0.22 : 0.85;
  if (!someAreLit) return opacity;
  return isLit ? Math.min(1, opacity + 0.15) : opacity * 0.22;
}

/** Items drawn as pictures: on the near side, at most one in each square of `side` pixels. */
export function picturedItems(
  { x, y, depth }: Projected,
  side: number,
  isPicture: (item: number) => boolean,
): number[] {
  const taken = new Set<string>();
  const items: number[] = [];
  for (let item = 0; item < x.length; item++) {
    const [column, row] = [
      Math.floor((x[item] as number) / side),
      Math.floor((y[item] as number) / side),
    ];
    if (!isPicture(item) || (depth[item] as number) < 0 || taken.has(`${column} ${row}`)) continue;
    const hasNeighbour = items.some(
      (other) =>
        Math.abs((x[other] as number) - (x[item] as number)) < side &&
        Math.abs((y[other] as number) - (y[item] as number)) < side,
    );
    if (hasNeighbour) continue;
    taken.add(`${column} ${row}`);
    items.push(item);
  }
  return items;
}
