import { LaneMark, laneColour } from '../../plots';
import type { Experiment } from '../../recipe/recipe';
import { editLane } from '../../state/experiment';
import { laneNames } from '../../words/laneNames';
import controls from '../common/controls.module.css';
import styles from './ScopeSwitch.module.css';

/** Which lanes the recipe edits: all, or one. */
export function ScopeSwitch({ lanes, scope }: { lanes: Experiment; scope: number | null }) {
  const names = laneNames(lanes.map((lane) => lane.recipe));
  return (
    <fieldset className={styles.switch}>
      <legend className={controls.hidden}>Lanes to edit</legend>
      <label>
        <input type="radio" name="scope" checked={scope === null} onChange={() => editLane(null)} />
        <span>All lanes</span>
      </label>
      {lanes.map(({ id }, place) => (
        <label
          key={id}
          title={names[place]}
          style={{ '--lane': laneColour(place) } as React.CSSProperties}
        >
          <input type="radio" name="scope" checked={scope === id} onChange={() => editLane(id)} />
          <span>
            <LaneMark place={place} />
            <span className={controls.hidden}>Lane {place + 1} alone</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
