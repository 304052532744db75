import type { Ages } from '../../protocol/picture';
import type { Size } from '../shared/props';
import { token } from '../shared/tokens';
import { ageBars } from './geometry';

/** How many steps ago candidates were encoded, from new at the left to the oldest; decorative. */
export function AgeBars({ ages, size }: { ages: Ages; size: Size }) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      {...size}
      viewBox={`0 0 ${size.width} ${size.height}`}
      display="block"
      aria-hidden="true"
    >
      {ageBars(ages, size).map((bar) => (
        <rect key={bar.x} {...bar} fill={token.candidateEdge} />
      ))}
    </svg>
  );
}
