import { token } from '../shared/tokens';
import { diamondPath } from './synthetic';

/** What a hollow diamond on a map means: 70 by 14 pixels. */
export function SyntheticLegend() {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width="70"
      height="14"
      viewBox="0 0 70 14"
      role="img"
      aria-label="Hollow diamond: a synthetic negative, orange if chosen for the anchor."
      fontFamily="system-ui, sans-serif"
      fontSize="11"
    >
      <title>Negatives that the source made itself: no item gave them.</title>
      <path
        d={diamondPath(5)}
        transform="translate(5.5,6.5)"
        fill="none"
        stroke={token.candidateEdge}
        strokeWidth="1.5"
      />
      <text x="15" y="10.5" fill={token.quiet}>
        synthetic
      </text>
    </svg>
  );
}
