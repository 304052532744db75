import styles from './Logo.module.css';

/** The mark (an anchor, its positive and a negative) and the name. */
export function Logo() {
  return (
    <h1 className={styles.logo}>
      <svg width="22" height="16" viewBox="0 0 22 16" aria-hidden="true">
        <circle cx="4" cy="12" r="3.2" className={styles.negative} />
        <circle cx="11.5" cy="8" r="3.2" className={styles.anchor} />
        <circle cx="18" cy="3.6" r="2.4" className={styles.positive} />
      </svg>
      Pushpull
    </h1>
  );
}
