import { type ReactNode, useId } from 'react';
import controls from '../../common/controls.module.css';
import styles from '../OwnData.module.css';

export interface FieldProps {
  readonly label: string;
  readonly value: string;
  /** The values, and the words for each. */
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
  readonly children?: ReactNode;
}

/** A menu with a label. */
export function Field({ label, value, options, onChange, children }: FieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <span className={controls.menu}>
        <select
          id={id}
          className={controls.select}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        >
          {options.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </select>
      </span>
      {children}
    </div>
  );
}
