import { classCountsOf } from '../../words/classCounts';
import { useRun } from '../common/stores';
import styles from './UnseenNote.module.css';

/** Says that the maps show classes never trained on, if that is so. */
export function UnseenNote() {
  const isUnseen = useRun(({ data }) => data !== null && classCountsOf(data).isUnseen);
  return isUnseen && <span className={styles.note}>Map: classes never trained on</span>;
}
