import type { LearnedEdits } from '../../../parts/datasets/learned';
import { decimal } from '../../common/format';
import { useRun } from '../../common/stores';
import { useAnswer } from '../useQuestion';
import styles from './EditsView.module.css';

/** Which edits of its words a lane's encoder tells from a rewrite, and how near it puts two sentences. */
export function EditsView({ id }: { id: number }) {
  const learned = useRun(({ lanes }) => lanes.get(id)?.picture?.learned ?? null);
  const answer = useAnswer(id, 2);
  return (
    <div className={styles.view}>
      {learned?.lens === 'edits' ? <Edits learned={learned} /> : <p>Nothing measured yet.</p>}
      <Cosine value={answer?.cosines[1]} />
    </div>
  );
}

function Edits({ learned }: { learned: LearnedEdits }) {
  return (
    <table
      className={styles.edits}
      aria-label="How often a rewrite is nearer to a held-out sentence than a near miss"
    >
      <colgroup>
        <col className={styles.names} />
        <col />
        <col className={styles.figures} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Near miss</th>
          <th scope="col" colSpan={2} title="A coin would be right half of the time">
            Rewrite is nearer
          </th>
        </tr>
      </thead>
      <tbody>
        {learned.kinds.map(({ name, accuracy, count }) => (
          <tr key={name} title={`${name}: ${decimal(accuracy, 3)} of ${count} held-out sentences`}>
            <th scope="row">{name}</th>
            <td className={styles.track} aria-hidden="true">
              <span className={styles.bar} style={{ width: `${100 * accuracy}%` }} />
            </td>
            <td className={styles.figure}>{decimal(accuracy)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td />
          <td className={styles.scale}>
            <span>0</span>
            <span>
              0.5<span className={styles.wide}>, a coin</span>
            </span>
            <span>1</span>
          </td>
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

/** Cosine of the visitor's two sentences in this lane, on a scale from -1 to 1. */
function Cosine({ value }: { value: number | undefined }) {
  return (
    <p className={styles.cosine}>
      <span>
        <span className={styles.wide}>Your two, </span>cosine
      </span>
      <span className={styles.line} aria-hidden="true">
        {value !== undefined && (
          <span className={styles.mark} style={{ left: `${50 + 50 * value}%` }} />
        )}
      </span>
      <span className={styles.figure}>{decimal(value)}</span>
    </p>
  );
}
