import { decimal } from '../../numbers/format';
import { LaneMark } from '../../plots';
import { editLane, removeLane } from '../../state/experiment';
import type { NameRoom } from '../../words/laneNames';
import { lensHeadlineOf } from '../../words/lensHeadline';
import { CloseButton } from '../common/CloseButton';
import { useExperiment, useRunEvery } from '../common/stores';
import { LaneFigures } from './LaneFigures';
import styles from './LaneHeader.module.css';

export interface LaneHeaderProps {
  readonly id: number;
  readonly place: number;
  readonly name: string;
  readonly isOnly: boolean;
  readonly nameRoom: NameRoom['kind'];
}

/** The lane's mark, name and headline figure. Pressing the name makes it the one the recipe edits. */
export function LaneHeader({ id, place, name, isOnly, nameRoom }: LaneHeaderProps) {
  const edited = useExperiment((state) => state.scope === id);
  const picture = useRunEvery(200, ({ lanes }) => lanes.get(id)?.picture);
  const told = lensHeadlineOf(picture?.learned ?? undefined);
  return (
    <header className={styles.header} data-names={nameRoom}>
      <h2 className={styles.title}>
        {isOnly ? (
          <span className={styles.name}>
            <LaneMark place={place} /> {name}
          </span>
        ) : (
          <button
            type="button"
            className={styles.name}
            title={
              edited ? 'The recipe edits this lane; press to edit all' : 'Edit this lane alone'
            }
            aria-pressed={edited}
            onClick={() => editLane(edited ? null : id)}
          >
            <LaneMark place={place} />
            <span className={styles.words}>{name}</span>
          </button>
        )}
      </h2>
      <LaneFigures id={id} isStacked={nameRoom !== 'line'}>
        <span className={styles.unit}>{told?.unit ?? 'MAP@R'} </span>
        {decimal(told?.figure ?? picture?.measures.mapAtR)}
      </LaneFigures>
      {!isOnly && <CloseButton name={`Remove lane ${name}`} onClick={() => removeLane(id)} />}
    </header>
  );
}
