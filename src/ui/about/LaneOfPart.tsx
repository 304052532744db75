import { LaneMark } from '../../plots';
import type { KindId } from '../../recipe/kinds';
import { type Experiment, partOf } from '../../recipe/recipe';
import controls from '../common/controls.module.css';
import styles from './AboutPart.module.css';

export interface LaneOfPartProps {
  readonly kind: KindId;
  readonly lanes: Experiment;
  /** Every lane there is, for its mark. */
  readonly all: Experiment;
  /** Id of the lane whose part is described. */
  readonly value: number;
  readonly onPick: (id: number) => void;
}

/** Chooses which lane's part to read about, if lanes have different ones. */
export function LaneOfPart({ kind, lanes, all, value, onPick }: LaneOfPartProps) {
  return (
    <fieldset className={styles.lanes}>
      <legend className={controls.hidden}>Lane to read about</legend>
      {lanes.map(({ id, recipe }) => (
        <label key={id}>
          <input
            type="radio"
            name={`about-${kind}`}
            checked={id === value}
            onChange={() => onPick(id)}
          />
          <span>
            <LaneMark place={all.findIndex((lane) => lane.id === id)} />
            {partOf(recipe, kind).label}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
