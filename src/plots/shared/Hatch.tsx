import { token } from './tokens';

/** The hatch of false negatives, as an SVG pattern to fill with: `url(#id)`. */
export function Hatch({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      width="4"
      height="4"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="4" height="4" fill={token.false} />
      <rect width="1.3" height="4" fill={token.card} />
    </pattern>
  );
}
