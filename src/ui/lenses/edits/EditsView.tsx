import { decimal } from '../../../numbers/format';
import { useRun } from '../../common/stores';
import { ShareBars } from '../shared/ShareBars';
import { useAnswer } from '../shared/useQuestion';
import styles from './EditsView.module.css';

/** Which edits of its words a lane's encoder tells from a rewrite, and how near it puts two sentences. */
export function EditsView({ id }: { id: number }) {
  const learned = useRun(({ lanes }) => lanes.get(id)?.picture?.learned ?? null);
  const answer = useAnswer(id, 2);
  return (
    <div className={styles.view}>
      {learned?.lens === 'edits' ? (
        <ShareBars
          label="How often a rewrite is nearer to a held-out sentence than a near miss"
          namesHeading="Near miss"
          heading="Rewrite is nearer"
          shares={learned.kinds}
          of="held-out sentences"
          isCoin
          hasScale
        />
      ) : (
        <p>Nothing measured yet.</p>
      )}
      <Cosine value={answer?.cosines[1]} />
    </div>
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
