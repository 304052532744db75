import { useEffect, useState } from 'react';
import { evaluate } from '../../state/evaluation';
import controls from '../common/controls.module.css';
import { useEvaluation, useExperiment, useRun } from '../common/stores';
import styles from './EvaluateButton.module.css';

/** Evaluates all lanes, and says how long that has taken so far. */
export function EvaluateButton() {
  const isRunning = useEvaluation((state) => state.isRunning);
  const isReady = useRun(({ status }) => status !== 'starting' && status !== 'failed');
  const count = useExperiment((state) => state.lanes.length);
  return (
    <div className={styles.evaluate}>
      <p aria-live="polite" className={styles.words}>
        {isRunning && <Elapsed count={count} />}
      </p>
      <button
        type="button"
        className={`${controls.button} ${styles.button}`}
        title="Measure kNN, linear probe, fine-tuning and clusters; training waits (E)"
        disabled={!isReady || isRunning}
        onClick={evaluate}
      >
        Evaluate
      </button>
    </div>
  );
}

function Elapsed({ count }: { count: number }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return (
    <>
      Evaluating {count === 1 ? 'the lane' : `${count} lanes`}; training waits
      {/* Not read out every second. */}
      <span aria-hidden="true">, {seconds} s</span> …
    </>
  );
}
