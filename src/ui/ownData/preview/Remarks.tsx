import type { Preview } from '../../../protocol/reading/preview';
import { leftOutInWords } from '../../../state/leftOutInWords';
import styles from '../OwnData.module.css';

/** Notes on how the data are read, and on what is left out and why. */
export function Remarks({ preview: { notes, leftOut, roles } }: { preview: Preview }) {
  const isWithoutMisses = roles?.kind === 'pairs' && !roles.negatives && !roles.same;
  if (notes.length + leftOut.length === 0 && !isWithoutMisses) return null;
  return (
    <ul className={styles.remarks}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
      {isWithoutMisses && (
        <li>No column holds near misses; as a source of negatives they would add nothing.</li>
      )}
      {leftOut.map(({ what, count, examples }) => (
        <li key={what}>{leftOutInWords({ what, count, examples })}</li>
      ))}
    </ul>
  );
}
