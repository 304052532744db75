import { type KeyboardEvent, useId, useRef } from 'react';
import styles from './Choices.module.css';
import { leadsTo, type Typed, typedAfter } from './typeAhead';

export interface PanelChoice {
  readonly id: string;
  readonly label: string;
  readonly summary?: string | undefined;
  /** Why it can't be chosen; null if it can. */
  readonly refusal?: string | null;
}

export interface ChoiceGroup {
  readonly title: string | null;
  readonly entries: readonly PanelChoice[];
}

export interface ChoicesProps {
  /** What is being decided. */
  readonly question: string;
  readonly groups: readonly ChoiceGroup[];
  /** Null where lanes differ. */
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
  readonly close: () => void;
}

/** Chooses what the typed letters lead to, as arrow keys do. */
function chooseTyped(group: HTMLElement, text: string) {
  const radios = [...group.querySelectorAll<HTMLInputElement>('input:enabled')];
  const labels = radios.map((radio) => radio.labels?.[0]?.textContent ?? '');
  const current = radios.indexOf(document.activeElement as HTMLInputElement);
  const place = leadsTo(labels, text, current);
  const radio = place === null ? undefined : radios[place];
  radio?.focus();
  radio?.click();
}

/**
 * A choice among few or many. They are radios, so arrow keys work by themselves; typing the first
 * letters chooses, too. A click chooses and closes.
 */
export function Choices({ question, groups, value, onChoose, close }: ChoicesProps) {
  const name = useId();
  const typed = useRef<Typed>({ text: '', at: 0 });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter') return close();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = typedAfter(typed.current, event.key, event.timeStamp);
    if (now === typed.current) return;
    typed.current = now;
    event.preventDefault();
    chooseTyped(event.currentTarget, now.text);
  };
  const choice = ({ id, label, summary, refusal }: PanelChoice) => (
    <div key={id} className={styles.choice}>
      <input
        type="radio"
        id={`${name}${id}`}
        name={name}
        checked={id === value}
        disabled={refusal != null}
        aria-describedby={`${name}${id}-why`}
        onChange={() => onChoose(id)}
        onClick={(event) => {
          // A click by keyboard has no detail: the panel stays open for the next choice.
          if (event.detail > 0) close();
        }}
      />
      <label htmlFor={`${name}${id}`}>{label}</label>
      <p id={`${name}${id}-why`}>{refusal ?? summary}</p>
    </div>
  );
  return (
    <fieldset className={styles.choices} onKeyDown={onKeyDown}>
      <legend className={styles.question}>{question}</legend>
      {groups.map(({ title, entries }) =>
        title === null ? (
          entries.map(choice)
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset is read out twice
          <div key={title} role="group" aria-label={title} className={styles.group}>
            <p className={styles.title}>{title}</p>
            {entries.map(choice)}
          </div>
        ),
      )}
    </fieldset>
  );
}
