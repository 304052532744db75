import { useStore } from 'zustand';
import { counted, inBytes } from '../../files/shared/wording';
import { openKept, panelStore, removeKept } from '../../state/bringing';
import controls from '../common/controls.module.css';
import styles from './OwnData.module.css';
import { WORDS } from './ownParts';

/** What is kept in this browser, to be opened or removed. */
export function KeptList() {
  const kept = useStore(panelStore, (state) => state.kept);
  if (kept.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Kept in this browser">
      <h3 className={styles.subtitle}>Kept in this browser</h3>
      <ul>
        {kept.map(({ name, part, items, bytes }) => (
          <li key={name} className={styles.kept}>
            <span className={styles.name}>{name}</span>
            <span className={styles.quiet}>
              {counted(items, WORDS[part].one, WORDS[part].many)} · {inBytes(bytes)}
            </span>
            <button
              type="button"
              className={controls.quiet}
              aria-label={`Open ${name}`}
              onClick={() => openKept(name)}
            >
              Open
            </button>
            <button
              type="button"
              className={controls.quiet}
              aria-label={`Remove ${name}`}
              onClick={() => removeKept(name)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
