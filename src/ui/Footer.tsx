import { inCommon } from '../recipe/inCommon';
import { MOST_LANES } from '../recipe/recipe';
import { addLane, dismissNotes } from '../state/experiment';
import { setLetterKeys } from '../state/view';
import controls from './common/controls.module.css';
import { useExperiment, useView } from './common/stores';
import styles from './Footer.module.css';

/** What the last change brought with it, or else a hint; and the way to another lane. */
export function Footer() {
  const notes = useExperiment((state) => state.notes);
  const lanes = useExperiment((state) => state.lanes);
  const letters = useView((state) => state.letterKeys);
  const count = lanes.length;
  const { weights, batches } = inCommon(lanes.map(({ recipe }) => recipe));
  const same = [weights && 'same first weights', batches && 'same batches'].filter(Boolean);
  return (
    <footer className={styles.footer}>
      <div className={styles.notes} aria-live="polite">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
      {notes.length > 0 ? (
        <button type="button" className={controls.quiet} onClick={dismissNotes}>
          Dismiss
        </button>
      ) : (
        <p className={styles.hint}>
          Click any item: its positive, its ranked negatives and the push on each appear in every
          lane. Drag in a histogram: those items light up.
        </p>
      )}
      <button
        type="button"
        className={controls.quiet}
        aria-pressed={letters}
        title="S steps, R resets, E evaluates. Press to switch these keys off or on; Space always runs and pauses."
        onClick={() => setLetterKeys(!letters)}
      >
        Letter keys {letters ? 'on' : 'off'}
      </button>
      <p className={styles.same}>
        {[`seed ${lanes[0]?.recipe.knobs.seed}`, ...(count > 1 ? same : [])].join(' · ')}
      </p>
      <button
        type="button"
        className={controls.button}
        disabled={count >= MOST_LANES}
        title={count >= MOST_LANES ? 'Four lanes are the most' : 'Add a copy of the last lane'}
        onClick={() => addLane()}
      >
        + Lane
      </button>
    </footer>
  );
}
