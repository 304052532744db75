import { useId } from 'react';
import type { ChoiceKnob as Spec } from '../../../parts/part';
import controls from '../../common/controls.module.css';
import styles from './Knob.module.css';
import { RestartMark } from './RestartMark';

export interface ChoiceKnobProps {
  readonly knob: Spec;
  /** Null where lanes differ. */
  readonly value: string | null;
  readonly onTurn: (value: string) => void;
}

/** Named options as a menu; a change restarts the lane. */
export function ChoiceKnob({ knob, value, onTurn }: ChoiceKnobProps) {
  const id = useId();
  return (
    <div className={styles.knob} title={knob.hint}>
      <label htmlFor={id} className={styles.label}>
        {knob.label}
      </label>
      <RestartMark />
      <span className={`${controls.menu} ${styles.options}`}>
        <select
          id={id}
          className={controls.select}
          value={value ?? ''}
          onChange={({ target }) => onTurn(target.value)}
        >
          {value === null && (
            <option value="" disabled>
              differs by lane
            </option>
          )}
          {Object.entries(knob.options).map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </div>
  );
}
