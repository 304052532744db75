import styles from './Knob.module.css';

/** A small ring: changing this restarts the lane. Explained under "Training". */
export function RestartMark() {
  return (
    <svg
      className={styles.ring}
      width="9"
      height="9"
      viewBox="0 0 10 10"
      role="img"
      aria-label="restarts the lane"
    >
      <title>A change restarts the lane</title>
      <circle cx="5" cy="5" r="3.5" />
    </svg>
  );
}
