import type { MapView } from '../../protocol/picture';
import { token } from '../shared/tokens';
import type { MapFrame } from './geometry';
import { graticule } from './sphere';

interface MapBackgroundProps {
  readonly frame: MapFrame;
  readonly projection: MapView['projection'];
  readonly rotation: readonly [number, number];
  /** Unique in the document. */
  readonly id: string;
}

/** The unit circle under the points; for a sphere also its shading and graticule. Decorative. */
export function MapBackground({ frame, projection, rotation, id }: MapBackgroundProps) {
  const { size, centre, radius } = frame;
  const isSphere = projection === 'sphere';
  const lines = isSphere ? graticule(frame, rotation) : null;
  return (
    <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      {isSphere && (
        <radialGradient id={id} cx="0.4" cy="0.35" r="0.75">
          <stop offset="0.4" stopColor={token.card} />
          <stop offset="1" stopColor={token.sunken} />
        </radialGradient>
      )}
      <circle
        cx={centre}
        cy={centre}
        r={radius}
        fill={isSphere ? `url(#${id})` : token.card}
        stroke={token.hairlineStrong}
      />
      {lines && <path d={lines.far} fill="none" stroke={token.hairline} strokeDasharray="1 3" />}
      {lines && <path d={lines.near} fill="none" stroke={token.hairline} />}
    </svg>
  );
}
