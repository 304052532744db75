import { useId, useRef, useState } from 'react';
import { type NumberKnob, restarts } from '../../../parts/part';
import { knobText } from '../../../words/knobs';
import { ExactValue } from './ExactValue';
import styles from './Knob.module.css';
import { positionOf, sliderRange, valueAt } from './knobScale';
import { RestartMark } from './RestartMark';
import { useChange } from './useChange';

export interface SliderKnobProps {
  readonly knob: NumberKnob;
  readonly value: number;
  /** The lanes it edits have different values; moving it gives all of them one. */
  readonly differs: boolean;
  readonly onTurn: (value: number) => void;
  /** Waits until it is let go, even if the knob is live. */
  readonly onRelease?: boolean | undefined;
}

/**
 * A number as a slider. A live knob acts while it moves; one that restarts the lane waits until
 * it is let go.
 */
export function SliderKnob({ knob, value, differs, onTurn, onRelease }: SliderKnobProps) {
  const id = useId();
  const slider = useRef<HTMLInputElement>(null);
  /** Where the thumb was put last; used as long as it still means the value. */
  const [put, setPut] = useState<number | null>(null);
  const [moving, setMoving] = useState(false);
  const waits = restarts(knob) || onRelease === true;
  useChange(slider, (position) => {
    setMoving(false);
    if (waits) onTurn(valueAt(knob, Number(position)));
  });
  const meant = put === null ? null : valueAt(knob, put);
  const shown = moving && meant !== null ? meant : value;
  const position = put !== null && meant === shown ? put : positionOf(knob, shown);
  const words = differs && !moving ? 'differs' : knobText(knob, shown);
  return (
    <div className={styles.knob} title={knob.hint}>
      <label htmlFor={id} className={styles.label}>
        {knob.label}
      </label>
      {restarts(knob) && <RestartMark />}
      <input
        ref={slider}
        id={id}
        type="range"
        className={styles.slider}
        {...sliderRange(knob)}
        value={position}
        aria-valuetext={differs ? 'differs by lane' : words}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          setPut(Number(target.value));
          setMoving(true);
          if (!waits) onTurn(valueAt(knob, Number(target.value)));
        }}
      />
      <ExactValue knob={knob} value={shown} words={words} hintId={`${id}-hint`} onTurn={onTurn} />
      <span id={`${id}-hint`} hidden>
        {knob.hint}
      </span>
    </div>
  );
}
