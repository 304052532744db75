import { pauseTraining, resetTraining, startTraining, stepOnce } from '../../state/training';
import controls from '../common/controls.module.css';
import { useRun } from '../common/stores';
import { SpeedMenu } from './SpeedMenu';
import { StepCount } from './StepCount';
import styles from './Transport.module.css';

/** Runs, pauses, steps and resets all lanes. */
export function Transport() {
  const status = useRun((state) => state.status);
  const training = status === 'training';
  const ready = status === 'idle' || status === 'stopped' || training;
  return (
    <div className={styles.transport}>
      <button
        type="button"
        className={controls.icon}
        title="Reset (R)"
        disabled={!ready}
        onClick={resetTraining}
      >
        <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
          <path className={styles.line} d="M3 8a5 5 0 1 0 1.6-3.7M4.8 1.4v3.2h3.2" />
        </svg>
        <span className={controls.hidden}>Reset</span>
      </button>
      <button
        type="button"
        className={`${controls.primary} ${styles.run}`}
        title={training ? 'Pause (Space)' : 'Run (Space)'}
        disabled={!ready}
        onClick={training ? pauseTraining : startTraining}
      >
        <svg width="10" height="12" viewBox="0 0 10 12" aria-hidden="true">
          <path
            className={styles.solid}
            d={training ? 'M0 0h3.4v12H0zM6.6 0H10v12H6.6z' : 'M0 0l10 6-10 6z'}
          />
        </svg>
        {training ? 'Pause' : 'Run'}
      </button>
      <button
        type="button"
        className={controls.button}
        title="One step of every lane (S)"
        disabled={!ready || training}
        onClick={stepOnce}
      >
        Step
      </button>
      <SpeedMenu />
      <StepCount />
    </div>
  );
}
