import { markPath } from '../shared/marks';
import type { MarkShape } from '../shared/palette';
import { token } from '../shared/tokens';
import type { MapFrame, Projected } from './geometry';
import { dotOpacity, dotRadius, framedMarks, type Role, type RoleMark } from './marks';
import { ringBars, ringBarWidth } from './ring';

interface MapMarksProps {
  readonly at: Projected;
  readonly frame: MapFrame;
  readonly isCircle: boolean;
  readonly labels: ArrayLike<number>;
  readonly colours: readonly string[];
  /** Of each item. */
  readonly shapeOf: (item: number) => MarkShape;
  readonly highlighted: ReadonlySet<number>;
  readonly marks: readonly RoleMark[];
}

const ROLE_COLOUR: Record<Role, string> = {
  anchor: token.ink,
  positive: token.positive,
  chosen: token.chosen,
  false: token.false,
};

/** What `paintMap` draws, but as SVG and without pictures: for export, and for tests to look at. */
export function MapMarks({
  at,
  frame,
  labels,
  colours,
  shapeOf,
  highlighted,
  ...rest
}: MapMarksProps) {
  const items = Array.from(at.x.keys()).sort(
    (a, b) => Number((at.depth[a] as number) >= 0) - Number((at.depth[b] as number) >= 0),
  );
  const place = (item: number) => ({
    x: Number((at.x[item] ?? 0).toFixed(1)),
    y: Number((at.y[item] ?? 0).toFixed(1)),
  });
  const anchor = rest.marks.at(-1);
  return (
    <g>
      {anchor &&
        rest.marks.map(({ item, role }) => (
          <line
            key={item}
            x1={place(anchor.item).x}
            y1={place(anchor.item).y}
            x2={place(item).x}
            y2={place(item).y}
            stroke={ROLE_COLOUR[role]}
            strokeWidth={role === 'positive' ? 2 : 1.2}
            strokeDasharray={role === 'false' ? '4 3' : undefined}
          />
        ))}
      {items.map((item) => (
        <path
          key={item}
          d={markPath(shapeOf(item), dotRadius(frame))}
          transform={`translate(${place(item).x},${place(item).y})`}
          fill={colours[labels[item] ?? 0]}
          opacity={Number(
            dotOpacity(at.depth[item] ?? 0, highlighted.has(item), highlighted.size > 0).toFixed(2),
          )}
        />
      ))}
      {rest.isCircle &&
        ringBars(at, labels, frame).map(({ label, x1, y1, x2, y2 }) => (
          <line
            key={`${label} ${x1} ${y1}`}
            x1={x1.toFixed(1)}
            y1={y1.toFixed(1)}
            x2={x2.toFixed(1)}
            y2={y2.toFixed(1)}
            stroke={colours[label]}
            strokeWidth={ringBarWidth(frame).toFixed(1)}
          />
        ))}
      {framedMarks(rest.marks).map(({ item, role }) => (
        <circle
          key={item}
          cx={place(item).x}
          cy={place(item).y}
          r={role === 'anchor' ? 9 : 7}
          fill="none"
          stroke={ROLE_COLOUR[role]}
          strokeWidth="2"
          strokeDasharray={role === 'false' ? '4 2' : undefined}
        />
      ))}
    </g>
  );
}
