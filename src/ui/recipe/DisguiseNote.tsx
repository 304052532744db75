import { useId } from 'react';
import { disguiseOf } from '../../recipe/disguises';
import type { KindId } from '../../recipe/kinds';
import { differences, type Experiment, MOST_LANES } from '../../recipe/recipe';
import { addRecipe } from '../../state/experiment';
import { lowered } from '../../words/phrases';
import controls from '../common/controls.module.css';
import styles from './Recipe.module.css';

export interface DisguiseNoteProps {
  /** The kinds of the group it stands in. */
  readonly kinds: readonly KindId[];
  /** The lanes being edited, and all there are. */
  readonly lanes: Experiment;
  readonly all: Experiment;
}

/**
 * Says if a part equals another setting in disguise, and offers to add the lane to compare it with.
 */
export function DisguiseNote({ kinds, lanes, all }: DisguiseNoteProps) {
  const why = useId();
  const found = lanes.flatMap(({ id, recipe }) => {
    const disguise = disguiseOf(recipe);
    return disguise && kinds.includes(disguise.kind) ? [{ id, ...disguise }] : [];
  });
  const [first] = found;
  if (!first) return null;
  const { sentence, plainly, matched } = first;
  const isAlone = found.every((other) => other.sentence === sentence);
  const place = all.findIndex(({ id }) => id === first.id);
  const same = all.findIndex(({ recipe }) => differences([recipe, matched]).length === 0);
  const reason =
    same >= 0
      ? `Lane ${same + 1} is that already.`
      : all.length >= MOST_LANES
        ? 'Four lanes are the most.'
        : null;
  return (
    <div className={styles.note}>
      <p>{isAlone ? sentence : `Lane ${place + 1}: ${lowered(sentence)}`}</p>
      <button
        type="button"
        className={`${controls.button} ${styles.compare}`}
        disabled={reason !== null}
        aria-describedby={reason ? why : undefined}
        onClick={() => addRecipe(matched, `is ${plainly}; all else is as it was.`)}
      >
        Add a lane: {plainly}
      </button>
      {reason && <p id={why}>{reason}</p>}
    </div>
  );
}
