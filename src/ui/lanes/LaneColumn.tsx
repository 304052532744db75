import { memo } from 'react';
import type { Lane } from '../../recipe/recipe';
import type { NameRoom } from '../../words/laneNames';
import { LaneHeader } from './LaneHeader';
import { laneViews } from './laneViews';
import styles from './laneViews.module.css';

export interface LaneColumnProps {
  readonly lane: Lane;
  readonly place: number;
  readonly name: string;
  /** Whether there is no other lane; then some views stand with the curves. */
  readonly isOnly: boolean;
  readonly nameRoom: NameRoom['kind'];
}

/** One lane from top to bottom: what it is, what happens in it, and its views. */
export const LaneColumn = memo(function LaneColumn({
  lane,
  place,
  name,
  isOnly,
  nameRoom,
}: LaneColumnProps) {
  return (
    <article className={styles.lane}>
      <LaneHeader id={lane.id} place={place} name={name} isOnly={isOnly} nameRoom={nameRoom} />
      {laneViews.map(
        ({ id, View, withCurves }) =>
          !(isOnly && withCurves) && <View key={id} lane={lane} className={styles[id]} />,
      )}
    </article>
  );
});
