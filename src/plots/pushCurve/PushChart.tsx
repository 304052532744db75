import { laneMarkPath } from '../shared/marks';
import type { Size } from '../shared/props';
import { token } from '../shared/tokens';
import { type PushLine, pushGeometry, pushSummary } from './geometry';

export interface PushChartProps {
  readonly lanes: readonly PushLine[];
  readonly size: Size;
  readonly label?: string;
}

/** Push against similarity, all lanes in one chart. Without a batch: an empty, labelled frame. */
export function PushChart({ lanes, size, label }: PushChartProps) {
  const { left, right, top, bottom, base, shapes, positives, ticks } = pushGeometry(lanes, size);
  const [first] = positives;
  const labelX = first ? Math.min(right, Math.max(left, first.x)) : 0;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      {...size}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={label ?? pushSummary(shapes)}
      fontFamily="system-ui, sans-serif"
      fontSize="11"
      display="block"
    >
      <line
        x1={left}
        x2={right}
        y1={bottom + 0.5}
        y2={bottom + 0.5}
        stroke={token.hairlineStrong}
      />
      {shapes.some(({ pulled }) => pulled) && (
        <>
          <line x1={left} x2={right} y1={base} y2={base} stroke={token.hairlineStrong} />
          <text x={left} y={base - 3} fill={token.quiet}>
            pushed
          </text>
          <text x={left} y={Math.min(base + 11, bottom - 2)} fill={token.quiet}>
            pulled
          </text>
        </>
      )}
      {ticks.map(({ value, x, text }) => (
        <text
          key={value}
          x={x}
          y={bottom + 14}
          textAnchor={value === -1 ? 'start' : value === 1 ? 'end' : 'middle'}
          fill={token.quiet}
        >
          {text}
        </text>
      ))}
      {positives.map(({ x, place }) => (
        <g key={`${place}`}>
          <line x1={x} x2={x} y1={top - 3} y2={bottom} stroke={token.positive} />
          {place !== null && (
            <path
              d={laneMarkPath(place, 2.6)}
              transform={`translate(${x},${top - 5})`}
              fill={token.positive}
            />
          )}
        </g>
      ))}
      {first && (
        <text
          x={labelX > (left + right) / 2 ? labelX - 5 : labelX + 5}
          y={10}
          textAnchor={labelX > (left + right) / 2 ? 'end' : 'start'}
          fill={token.positiveText}
        >
          {positives.length > 1 ? 'positives' : 'positive'}
        </text>
      )}
      {shapes.map(({ lane, area }) => (
        <path key={lane.id} d={area} fill={lane.colour} opacity="0.1" />
      ))}
      {shapes.map(({ lane, line, mark }) => (
        <g key={lane.id}>
          <path
            d={line}
            fill="none"
            stroke={lane.colour}
            strokeWidth="1.8"
            strokeLinejoin="round"
            strokeLinecap="round"
          />
          {mark && (
            <path
              d={laneMarkPath(lane.place, 3.4)}
              transform={`translate(${mark.x},${mark.y})`}
              fill={lane.colour}
              stroke={token.paper}
            />
          )}
        </g>
      ))}
      {!shapes.some(({ lane }) => lane.push) && (
        <text
          x={(left + right) / 2}
          y={(top + bottom) / 2 + 4}
          textAnchor="middle"
          fill={token.quiet}
        >
          no batch yet
        </text>
      )}
    </svg>
  );
}
