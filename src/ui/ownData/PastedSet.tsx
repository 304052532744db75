import { useId } from 'react';
import { useStore } from 'zustand';
import { counted, listed } from '../../files/shared/wording';
import { previewData } from '../../state/bringing';
import { forgetPasted, pastedStore, setLabel } from '../../state/pasted';
import controls from '../common/controls.module.css';
import styles from './OwnData.module.css';
import { countsOf, missingIn, pastedFiles } from './pasted';

/** The pictures pasted so far, what is still missing, and the class of those pasted next. */
export function PastedSet() {
  const id = useId();
  const state = useStore(pastedStore);
  const { pictures, label } = state;
  if (pictures.length === 0) return null;
  const missing = missingIn(state);
  const found = countsOf(state).map(([name, count]) => `${counted(count, 'picture')} of “${name}”`);
  return (
    <section className={styles.section} aria-label="Pasted pictures">
      <h3 className={styles.subtitle}>Pasted pictures</h3>
      <p aria-live="polite">
        {listed(found)}. {missing}
      </p>
      <div className={styles.field}>
        <label htmlFor={id}>Class of the pictures you paste next</label>
        <input
          id={id}
          type="text"
          className={styles.text}
          value={label}
          onChange={({ target }) => setLabel(target.value)}
          onKeyDown={(event) => {
            // Enter leaves the field, so that the next paste is taken as a picture.
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      </div>
      <div className={styles.actions}>
        <button
          type="button"
          className={controls.button}
          disabled={missing !== null}
          onClick={() => previewData({ from: 'files', files: pastedFiles(state) })}
        >
          Look at these
        </button>
        <button type="button" className={controls.quiet} onClick={forgetPasted}>
          Forget these
        </button>
      </div>
    </section>
  );
}
