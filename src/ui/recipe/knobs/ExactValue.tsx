import { useState } from 'react';
import type { NumberKnob } from '../../../parts/part';
import controls from '../../common/controls.module.css';
import styles from './Knob.module.css';

export interface ExactValueProps {
  readonly knob: NumberKnob;
  readonly value: number;
  readonly words: string;
  readonly hintId: string;
  readonly onTurn: (value: number) => void;
}

/** A knob's value as a number; press it to type another. */
export function ExactValue({ knob, value, words, hintId, onTurn }: ExactValueProps) {
  const [typing, setTyping] = useState(false);
  if (!typing)
    return (
      <button
        type="button"
        className={styles.value}
        title={`Type a number from ${knob.min} to ${knob.max}`}
        aria-describedby={hintId}
        onClick={() => setTyping(true)}
      >
        {words}
        <span className={controls.hidden}>, type a number</span>
      </button>
    );
  const finish = (text: string) => {
    setTyping(false);
    if (text.trim() !== '' && Number(text) !== value) onTurn(Number(text));
  };
  return (
    <input
      type="number"
      className={styles.exact}
      aria-label="Exact value"
      aria-describedby={hintId}
      min={knob.min}
      max={knob.max}
      step="any"
      defaultValue={value}
      ref={(field) => field?.select()}
      onBlur={({ target }) => finish(target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish(event.currentTarget.value);
        if (event.key === 'Escape') setTyping(false);
      }}
    />
  );
}
