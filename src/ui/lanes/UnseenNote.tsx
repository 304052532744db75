import { classCountsOf } from '../../words/classCounts';
import { useRun } from '../common/stores';
import styles from './UnseenNote.module.css';

/** Says of the maps that nothing on them was of a class that is trained on, where that is so. */
export function UnseenNote() {
  const isUnseen = useRun(({ data }) => data !== null && classCountsOf(data).isUnseen);
  return isUnseen && <span className={styles.note}>Map: classes never trained on</span>;
}
