import { knobsOf } from '../../recipe/recipe';
import { turnKnob } from '../../state/experiment';
import { Choices } from '../common/Choices';
import { knobShown, knobsShown } from '../common/scope';
import { Knob } from '../recipe/knobs/Knob';
import type { ChoiceProps } from './PartChoice';

/** A knob of the sentence: its options as radios, or the slider it has in the recipe column. */
export function KnobChoice({ name, lanes, scope, close }: ChoiceProps & { name: string }) {
  const knob = knobsShown(lanes, ({ parts }) => knobsOf(parts))[name];
  if (!knob) return null;
  if (knob.kind === 'number')
    return <Knob name={name} knob={knob} lanes={lanes} scope={scope} onRelease />;
  const { value } = knobShown(lanes, name);
  return (
    <Choices
      question={knob.hint}
      value={value === null ? null : String(value)}
      onChoose={(id) => turnKnob(name, id, scope)}
      close={close}
      groups={[
        {
          title: null,
          entries: Object.entries(knob.options).map(([id, label]) => ({ id, label })),
        },
      ]}
    />
  );
}
