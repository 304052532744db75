import { useRun } from '../common/stores';
import styles from './Progress.module.css';

/** How far the engine has come while it starts: a hairline under the top bar. */
export function Progress() {
  const starting = useRun((state) => state.status === 'starting');
  const { doing, done, of } = useRun((state) => state.starting);
  if (!starting) return null;
  return (
    <progress className={styles.progress} aria-label={doing} max={Math.max(1, of)} value={done} />
  );
}
