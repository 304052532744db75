import { useId } from 'react';
import styles from './Choices.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly summary?: string | undefined;
  /** Why it can't be chosen; null if it can. */
  readonly refusal?: string | null;
}

export interface ChoicesProps {
  /** What is being decided. */
  readonly question: string;
  readonly choices: readonly Choice[];
  /** Null where lanes differ. */
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
  readonly close: () => void;
}

/** One of a few: radios, so arrow keys work by themselves. A click chooses and closes. */
export function Choices({ question, choices, value, onChoose, close }: ChoicesProps) {
  const group = useId();
  return (
    <fieldset
      className={styles.choices}
      onKeyDown={(event) => {
        if (event.key === 'Enter') close();
      }}
    >
      <legend className={styles.question}>{question}</legend>
      {choices.map(({ id, label, summary, refusal }) => (
        <div key={id} className={styles.choice}>
          <input
            type="radio"
            id={`${group}${id}`}
            name={group}
            checked={id === value}
            disabled={refusal != null}
            aria-describedby={`${group}${id}-why`}
            onChange={() => onChoose(id)}
            onClick={(event) => {
              // A click by arrow key has no detail: the panel stays open for the next arrow.
              if (event.detail > 0) close();
            }}
          />
          <label htmlFor={`${group}${id}`}>{label}</label>
          <p id={`${group}${id}-why`}>{refusal ?? summary}</p>
        </div>
      ))}
    </fieldset>
  );
}
