import { decimal } from '../../numbers/format';
import { useRun, useRunEvery } from '../common/stores';
import styles from './StepCount.module.css';

/**
 * The step all lanes are at, and how fast they go. While training the count is not announced: a
 * screen reader would never stop; pausing or stepping announces it. A translator would keep the text
 * that it translated, and with it the first count.
 */
export function StepCount() {
  const step = useRun((state) => state.step);
  const training = useRun((state) => state.status === 'training');
  const rate = useRunEvery(400, (state) => state.stepsPerSecond);
  return (
    <span className={styles.count} translate="no">
      <span role="status" aria-live={training ? 'off' : 'polite'} className={styles.step}>
        step {step}
      </span>
      <span className={styles.rate}>
        {rate > 0 && ` · ${decimal(rate, rate < 9.95 ? 1 : 0)} steps/s`}
      </span>
    </span>
  );
}
