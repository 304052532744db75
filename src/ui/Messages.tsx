import { isMissing } from '../state/ownData';
import { runStore, showNotice } from '../state/run';
import { openRun } from '../state/training';
import controls from './common/controls.module.css';
import { lazily } from './common/lazily';
import { useExperiment, useOwnData, useRun } from './common/stores';
import styles from './Messages.module.css';

const BringMessage = lazily(() =>
  import('./ownData/BringMessage').then((module) => module.BringMessage),
);

const dismissTrouble = () => runStore.setState({ trouble: null, status: 'idle' });

/** What went wrong and what to do about it, and what else is worth knowing. */
export function Messages() {
  const status = useRun((state) => state.status);
  const trouble = useRun((state) => state.trouble);
  const notice = useRun((state) => state.notice);
  const held = useOwnData((state) => state.held);
  const isMissingData =
    useExperiment((state) => isMissing(state.lanes, { held })) && status === 'failed';
  return (
    <div className={styles.messages}>
      {isMissingData && <BringMessage />}
      {trouble && !isMissingData && (
        <div role="alert" className={`${styles.message} ${styles.trouble}`}>
          <p>
            <strong>{trouble.message}</strong> {trouble.hint}
          </p>
          {status === 'failed' ? (
            <button type="button" className={controls.button} onClick={openRun}>
              Try again
            </button>
          ) : (
            <button type="button" className={controls.quiet} onClick={dismissTrouble}>
              Dismiss
            </button>
          )}
        </div>
      )}
      <div aria-live="polite">
        {notice && (
          <div className={styles.message}>
            <p>{notice}</p>
            <button type="button" className={controls.quiet} onClick={() => showNotice(null)}>
              Dismiss
            </button>
          </div>
        )}
      </div>
    </div>
  );
}
