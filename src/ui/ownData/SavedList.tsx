import { useStore } from 'zustand';
import { counted, inBytes } from '../../files/shared/wording';
import { bringingStore, removeSaved, trainOnSaved } from '../../state/bringing';
import controls from '../common/controls.module.css';
import styles from './OwnData.module.css';
import { ITEM_WORDS } from './preview/ownParts';

/** What is saved in this browser, to be trained on or removed. */
export function SavedList() {
  const saved = useStore(bringingStore, (state) => state.saved);
  if (saved.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Kept in this browser">
      <h3 className={styles.subtitle}>Kept in this browser</h3>
      <ul>
        {saved.map(({ name, part, items, bytes }) => (
          <li key={name} className={styles.saved}>
            <span className={styles.name}>{name}</span>
            <span className={styles.quiet}>
              {counted(items, ITEM_WORDS[part].one, ITEM_WORDS[part].many)} · {inBytes(bytes)}
            </span>
            <button
              type="button"
              className={controls.quiet}
              aria-label={`Open ${name}`}
              onClick={() => trainOnSaved(name)}
            >
              Open
            </button>
            <button
              type="button"
              className={controls.quiet}
              aria-label={`Remove ${name}`}
              onClick={() => removeSaved(name)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
