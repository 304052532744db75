import { originOf } from '../shared/candidate';
import { px } from '../shared/px';
import { token } from '../shared/tokens';
import type { Candidate } from './geometry';

/** Length of a folded corner, pixels. */
const FOLD = 9;

/** The origin of a candidate: a training item has a folded corner, a synthetic one is a diamond. */
export function OriginMark({ candidate }: { candidate: Candidate }) {
  const { item, x, y, side, isChosen } = candidate;
  switch (originOf(item).kind) {
    case 'heldOut':
      return null;
    case 'training':
      return (
        <path
          d={`M${x + side - FOLD} ${y}h${FOLD}v${FOLD}z`}
          fill={token.quiet}
          stroke={token.card}
        />
      );
    case 'synthetic': {
      const reach = px(side * 0.3);
      return (
        <path
          d={`M${x + side / 2} ${y + side / 2 - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}z`}
          fill="none"
          stroke={isChosen ? token.chosen : token.candidateEdge}
          strokeWidth="2"
          strokeLinejoin="round"
        />
      );
    }
  }
}
