import { laneMarkPath } from './marks';
import { laneColour } from './tokens';

/** The mark a lane has in all charts, for its heading; decorative. `size` is its width in pixels. */
export function LaneMark({ place, size = 12 }: { place: number; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="-6 -6 12 12" aria-hidden="true">
      <path d={laneMarkPath(place, 4.6)} fill={laneColour(place)} />
    </svg>
  );
}
