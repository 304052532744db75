import { type KindId, kinds } from '../../recipe/kinds';
import type { Experiment } from '../../recipe/recipe';
import { choosePart } from '../../state/ownData';
import { Choices } from '../common/Choices';
import { partShown } from '../common/scope';
import { menuOf } from '../recipe/menu';

export interface ChoiceProps {
  /** The lanes it changes. */
  readonly lanes: Experiment;
  readonly scope: number | null;
  readonly close: () => void;
}

/** The parts of a kind, each with what it does, or why it can't be chosen. */
export function PartChoice({ kind, lanes, scope, close }: ChoiceProps & { kind: KindId }) {
  return (
    <Choices
      question={kinds[kind].question}
      value={partShown(lanes, kind).value}
      onChoose={(id) => choosePart(kind, id, scope)}
      close={close}
      groups={menuOf(lanes, kind)}
    />
  );
}
