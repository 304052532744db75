import type { LearnedCaptions } from '../../../parts/datasets/captions/learned';
import { ShareBars } from '../shared/ShareBars';
import styles from './CaptionsView.module.css';

const FOUND = 'held-out items whose nearest of the other kind says the same';
const TOLD = 'held-out pictures that are nearer to their caption than to one with this edit';

/** Recall@1 both ways, and how often the right caption is nearer than one that is a little wrong. */
export function Figures({ learned: { recalls, edits } }: { learned: LearnedCaptions }) {
  return (
    <div className={styles.figures}>
      <ShareBars
        label={`Share of ${FOUND}`}
        heading="Nearest is right"
        shares={recalls}
        of={FOUND}
      />
      <ShareBars
        label={`Share of ${TOLD}`}
        heading="Right caption nearer than"
        shares={edits}
        of={TOLD}
        isCoin
      />
    </div>
  );
}
