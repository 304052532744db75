import { memo } from 'react';
import type { Lane } from '../../recipe/recipe';
import type { NameRoom } from '../../words/laneNames';
import { LaneAnchor } from './LaneAnchor';
import { LaneHeader } from './LaneHeader';
import { LaneKept } from './LaneKept';
import { LaneMap } from './LaneMap';
import { LaneSpectrum } from './LaneSpectrum';
import styles from './Lanes.module.css';
import { LaneWords } from './LaneWords';

export interface LaneColumnProps {
  readonly lane: Lane;
  readonly place: number;
  readonly name: string;
  /** A single lane gets the large map; its spectrum stands with the curves. */
  readonly isOnly: boolean;
  readonly nameRoom: NameRoom['kind'];
  /** Most lines of what its parts keep, over all lanes. */
  readonly keptRows: number;
}

/** One lane from top to bottom: what it is, what happens in it, and its three views. */
export const LaneColumn = memo(function LaneColumn({
  lane,
  place,
  name,
  isOnly,
  nameRoom,
  keptRows,
}: LaneColumnProps) {
  return (
    <article className={styles.lane}>
      <LaneHeader id={lane.id} place={place} name={name} isOnly={isOnly} nameRoom={nameRoom} />
      <LaneWords lane={lane} />
      <LaneMap id={lane.id} />
      {!isOnly && <LaneSpectrum lane={lane} className={styles.spectrum} />}
      <LaneKept lane={lane} rows={keptRows} />
      <LaneAnchor id={lane.id} />
    </article>
  );
});
