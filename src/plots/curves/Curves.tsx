import { stepText } from '../../numbers/format';
import { laneMarkPath } from '../shared/marks';
import type { Size } from '../shared/props';
import { px } from '../shared/px';
import { token } from '../shared/tokens';
import type { CurveDomain } from './axis';
import { CursorSurface } from './CursorSurface';
import styles from './Curves.module.css';
import { curvesGeometry, curvesSummary } from './geometry';
import type { CurveLine } from './series';

export interface CurvesProps {
  /** What is drawn, such as "MAP@R"; for the summary. */
  readonly name: string;
  readonly lines: readonly CurveLine[];
  readonly size: Size;
  readonly domain?: CurveDomain;
  /** Writes shares as percent: "58 %". */
  readonly isPercent?: boolean;
  /** Draws every step faintly and a running mean over it: for noisy measures of a step. */
  readonly isNoisy?: boolean;
  /** Value of a dashed, labelled line, such as the loss of an encoder that tells nothing apart. */
  readonly chance?: number | null;
  readonly chanceLabel?: string;
  /** Step under the cross-hair of all charts. */
  readonly cursor?: number | null;
  readonly onCursor?: (step: number | null) => void;
  readonly label?: string;
}

/**
 * One measure of all lanes over the steps, in lane colours, with the values at the cross-hair (or
 * the newest) at the right. Copes with no point, one point, gaps and many thousands of steps.
 */
export function Curves({
  name,
  lines,
  size,
  domain = 'auto',
  isPercent = false,
  isNoisy = false,
  chance = null,
  chanceLabel = 'chance',
  cursor = null,
  onCursor,
  label,
}: CurvesProps) {
  const geometry = curvesGeometry({
    lines,
    size,
    domain,
    isPercent,
    isNoisy,
    chance,
    chanceLabel,
    cursor,
  });
  const { left, right, top, bottom, curves, xTicks, yTicks, cursorX } = geometry;
  const summary = curvesSummary(name, geometry, cursor);

  return (
    <div className={styles.curves} style={size}>
      <svg
        xmlns="http://www.w3.org/2000/svg"
        {...size}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label ?? summary}
        fontFamily="system-ui, sans-serif"
        fontSize="11"
      >
        {yTicks.map(({ value, y, text }) => (
          <g key={value}>
            <line x1={left} x2={right} y1={y} y2={y} stroke={token.hairline} />
            <text x={left - 5} y={y + 4} textAnchor="end" fill={token.quiet}>
              {text}
            </text>
          </g>
        ))}
        {xTicks
          .filter(({ x, step }) => cursorX === null || Math.abs(x - cursorX) > (step ? 46 : 70))
          .map(({ step, x, text }) => (
            <text
              key={step}
              x={step ? x : left}
              y={bottom + 14}
              textAnchor={step ? 'middle' : 'start'}
              fill={token.quiet}
            >
              {text}
            </text>
          ))}
        {geometry.chance && (
          <g>
            <line
              x1={left}
              x2={right}
              y1={geometry.chance.y}
              y2={geometry.chance.y}
              stroke={token.quiet}
              strokeDasharray="3 3"
            />
            <text
              x={px(geometry.chance.word.x)}
              y={px(geometry.chance.word.y)}
              textAnchor={geometry.chance.word.anchor}
              fill={token.quiet}
              stroke={token.paper}
              strokeWidth="3"
              paintOrder="stroke"
            >
              {chanceLabel}
            </text>
          </g>
        )}
        {cursorX !== null && (
          <g>
            <line x1={cursorX} x2={cursorX} y1={top} y2={bottom} stroke={token.quiet} />
            <text
              x={Math.max(left + 18, cursorX)}
              y={bottom + 14}
              textAnchor="middle"
              fill={token.ink}
              fontWeight="600"
            >
              {`step ${stepText(cursor ?? 0)}`}
            </text>
          </g>
        )}
        <g fill="none" strokeLinejoin="round" strokeLinecap="round">
          {curves.map(({ line, raw }) => (
            <path key={line.id} d={raw} stroke={line.colour} strokeWidth="1" opacity="0.28" />
          ))}
          {curves.map(({ line, path }) => (
            <path
              key={line.id}
              d={path}
              stroke={line.colour}
              strokeWidth={line.isSketch ? 1.2 : 1.8}
              strokeDasharray={line.isSketch ? '2 3' : undefined}
              opacity={line.isSketch ? 0.6 : undefined}
            />
          ))}
        </g>
        {curves.map(
          ({ line, value, textY }) =>
            value &&
            !line.isSketch && (
              <g key={line.id} fill={line.colour}>
                <path
                  d={laneMarkPath(line.place, 3.2)}
                  transform={`translate(${value.x},${Math.min(bottom, Math.max(top, value.y))})`}
                />
                <path
                  d={laneMarkPath(line.place, 2.8)}
                  transform={`translate(${right + 8},${px(textY)})`}
                />
                <text x={right + 13} y={px(textY + 4)} fontWeight="600">
                  {value.text}
                </text>
              </g>
            ),
        )}
        {!curves.some(({ value }) => value) && (
          <text
            x={geometry.chance ? left + 3 : (left + right) / 2}
            y={(top + bottom) / 2 - 6}
            textAnchor={geometry.chance ? 'start' : 'middle'}
            fill={token.quiet}
          >
            no steps yet
          </text>
        )}
      </svg>
      {onCursor && geometry.lastStep > 0 && (
        <CursorSurface
          name={name}
          geometry={geometry}
          cursor={cursor}
          summary={summary}
          onCursor={onCursor}
        />
      )}
    </div>
  );
}
