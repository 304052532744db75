import { px } from '../shared/px';
import { token } from '../shared/tokens';
import type { MapFrame } from './geometry';
import { dotOpacity } from './marks';
import { type Diamond, diamondPath, diamondReach } from './synthetic';

interface SyntheticMarksProps {
  readonly diamonds: readonly Diamond[];
  readonly frame: MapFrame;
  /** Where the anchor is, if it is the selected item: lines go from there to the chosen ones. */
  readonly anchor: { readonly x: number; readonly y: number } | null;
}

/** At most this many chosen ones have a line. */
const MOST_LINES = 8;

/**
 * Synthetic negatives as SVG: those chosen for the anchor in the colour of the chosen, above the
 * others.
 */
export function SyntheticMarks({ diamonds, frame, anchor }: SyntheticMarksProps) {
  if (diamonds.length === 0) return null;
  const path = diamondPath(px(diamondReach(frame)));
  const chosen = anchor ? diamonds.filter(({ isChosen }) => isChosen).slice(0, MOST_LINES) : [];
  return (
    <g fill="none" strokeWidth="1.5" strokeLinejoin="round" pointerEvents="none">
      {chosen.map(({ x, y }, place) => (
        <line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place among the chosen
          key={place}
          x1={px(anchor?.x ?? 0)}
          y1={px(anchor?.y ?? 0)}
          x2={px(x)}
          y2={px(y)}
          stroke={token.chosen}
          strokeWidth="1.2"
        />
      ))}
      {diamonds.toReversed().map(({ x, y, depth, isChosen }, place) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a diamond is its place in the view
          key={place}
          d={path}
          transform={`translate(${px(x)},${px(y)})`}
          stroke={isChosen ? token.chosen : token.candidateEdge}
          strokeWidth={isChosen ? 2.2 : 1.3}
          opacity={dotOpacity(depth, false, false)}
        />
      ))}
    </g>
  );
}
