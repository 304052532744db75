import styles from './Knob.module.css';

/** A small ring: changing this starts the lane from the start. Explained under "Training". */
export function RestartMark() {
  return (
    <svg
      className={styles.ring}
      width="9"
      height="9"
      viewBox="0 0 10 10"
      role="img"
      aria-label="starts anew"
    >
      <title>A change starts the lane anew</title>
      <circle cx="5" cy="5" r="3.5" />
    </svg>
  );
}
