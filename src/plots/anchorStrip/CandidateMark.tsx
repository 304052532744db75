import { valueText } from '../../numbers/format';
import { px } from '../shared/px';
import { token } from '../shared/tokens';
import type { Candidate } from './geometry';
import { OriginMark } from './OriginMark';

interface CandidateMarkProps {
  readonly candidate: Candidate;
  readonly numberY: number | null;
  readonly falseY: number | null;
  readonly barY: number;
  /** Id of the hatch pattern. */
  readonly hatch: string;
  readonly isPointedAt: boolean;
}

function frameOf({ isChosen, isFalse }: Candidate): { stroke: string; width: number } {
  if (isFalse) return { stroke: token.false, width: isChosen ? 2.5 : 1.5 };
  return isChosen
    ? { stroke: token.chosen, width: 2.5 }
    : { stroke: token.hairlineStrong, width: 1 };
}

/**
 * A bar is filled if the push is for this positive, hollow if it is for another positive of the
 * anchor.
 */
function barLook({ isChosen, isFalse }: Candidate, hatch: string) {
  if (isChosen) return { fill: isFalse ? `url(#${hatch})` : token.chosen };
  return { fill: 'none', stroke: isFalse ? token.false : token.chosen, strokeWidth: 1 };
}

/** Frame, similarity and push of one candidate; its picture lies on the canvas below. */
export function CandidateMark({
  candidate,
  numberY,
  falseY,
  barY,
  hatch,
  isPointedAt,
}: CandidateMarkProps) {
  const { x, y, side, similarity, isChosen, isFalse, barHeight } = candidate;
  const frame = frameOf(candidate);
  const middle = x + side / 2;
  return (
    <g>
      <OriginMark candidate={candidate} />
      {isFalse && <rect x={x} y={y} width={side} height="4" fill={`url(#${hatch})`} />}
      <rect
        x={x}
        y={y}
        width={side}
        height={side}
        rx="4"
        fill="none"
        stroke={isPointedAt ? token.ink : frame.stroke}
        strokeWidth={isPointedAt ? 2.5 : frame.width}
        strokeDasharray={isFalse && !isChosen ? '3 2' : undefined}
      />
      {isFalse && falseY !== null && (
        <text
          x={middle}
          y={falseY}
          fontSize="10.5"
          textAnchor="middle"
          fill={token.falseText}
          fontWeight="700"
        >
          false
        </text>
      )}
      {numberY !== null && !(isFalse && falseY === numberY) && (
        <text
          x={middle}
          y={numberY}
          fontSize="10.5"
          textAnchor="middle"
          fill={isChosen ? (isFalse ? token.falseText : token.chosenText) : token.quiet}
          fontWeight={isChosen ? 700 : 400}
        >
          {valueText(similarity)}
        </text>
      )}
      {barHeight > 0 && (
        <rect
          x={x + side * 0.2}
          y={px(barY - barHeight)}
          width={px(side * 0.6)}
          height={px(barHeight)}
          {...barLook(candidate, hatch)}
        >
          {!isChosen && <title>pushed for another positive of the anchor</title>}
        </rect>
      )}
      <line x1={x} x2={x + side} y1={barY + 0.5} y2={barY + 0.5} stroke={token.hairlineStrong} />
    </g>
  );
}
