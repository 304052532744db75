import { useId, useRef } from 'react';
import { settings } from '../../../recipe/kinds';
import { type Experiment, type Lane, seedOf } from '../../../recipe/recipe';
import { turnKnob } from '../../../state/experiment';
import styles from './Knob.module.css';
import { RestartMark } from './RestartMark';
import { useChange } from './useChange';

/** The seed that all lanes share. Input that can't be a seed is undone. */
export function SeedField({ lanes }: { lanes: Experiment }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const { seed } = settings;
  const [first] = lanes as [Lane];
  const value = seedOf(first.recipe);
  useChange(field, (text) => {
    if (text.trim() !== '') turnKnob('seed', text);
    else if (field.current) field.current.value = String(value);
  });
  return (
    <div className={styles.knob} title={seed.hint}>
      <label htmlFor={id} className={styles.label}>
        {seed.label}
      </label>
      <RestartMark />
      <input
        ref={field}
        key={value}
        id={id}
        type="number"
        className={styles.exact}
        min={seed.min}
        max={seed.max}
        step={seed.step}
        defaultValue={value}
      />
    </div>
  );
}
