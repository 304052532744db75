import type { Knob as KnobSpec } from '../../../parts/part';
import type { Experiment } from '../../../recipe/recipe';
import { turnKnob } from '../../../state/experiment';
import { knobShown } from '../../common/scope';
import { ChoiceKnob } from './ChoiceKnob';
import { SliderKnob } from './SliderKnob';

export interface KnobProps {
  readonly name: string;
  readonly knob: KnobSpec;
  /** The lanes it turns in. */
  readonly lanes: Experiment;
  readonly scope: number | null;
  /** Turns only when let go, for where turning would redraw its surroundings. */
  readonly onRelease?: boolean;
}

/** A knob drawn from its description: a slider for a number, a menu for options. */
export function Knob({ name, knob, lanes, scope, onRelease }: KnobProps) {
  const shown = knobShown(lanes, name);
  const onTurn = (value: number | string) => turnKnob(name, value, scope);
  return knob.kind === 'number' ? (
    <SliderKnob
      knob={knob}
      value={Number(shown.first)}
      differs={shown.value === null}
      onTurn={onTurn}
      onRelease={onRelease}
    />
  ) : (
    <ChoiceKnob
      knob={knob}
      value={shown.value === null ? null : String(shown.value)}
      onTurn={onTurn}
    />
  );
}
