import { useStore } from 'zustand';
import { thousands } from '../../../files/shared/wording';
import { bringingStore, stop } from '../../../state/bringing';
import controls from '../../common/controls.module.css';
import styles from '../OwnData.module.css';

/** The progress of a read, and a button to stop it. */
export function Waiting({ what }: { what: string }) {
  const progress = useStore(bringingStore, (state) => state.progress);
  const { doing = what, done = 0, of = 0 } = progress ?? {};
  return (
    <div className={styles.waiting}>
      <p aria-live="polite">{doing} …</p>
      <progress aria-label={doing} {...(of > 0 ? { value: done, max: of } : {})} />
      <span className={styles.far} aria-hidden="true">
        {of > 0 ? `${thousands(Math.round((100 * done) / of))}%` : ''}
      </span>
      <button type="button" className={controls.button} onClick={stop}>
        Cancel
      </button>
    </div>
  );
}
