import { decimal } from '../../../numbers/format';
import type { LearnedSearch } from '../../../parts/datasets/documents/learned';
import type { AnsweredText, RankedItem } from '../../../protocol/answers';
import { hover, select } from '../../../state/view';
import { useRun, useView } from '../../common/stores';
import { useAnswer } from '../shared/useQuestion';
import styles from './SearchView.module.css';

const MEASURES = [
  ['recallAt1', 'Recall@1', ''],
  ['recallAt5', 'Recall@5', ''],
  ['meanReciprocalRank', 'MRR', ''],
  ['ndcgAt10', 'nDCG', '@10'],
] as const;

/** How well a lane's encoder finds what answers a query: over all held-out ones, and for this one. */
export function SearchView({ id }: { id: number }) {
  const learned = useRun(({ lanes }) => lanes.get(id)?.picture?.learned ?? null);
  const answer = useAnswer(id, 1)?.texts[0];
  return (
    <div className={styles.view}>
      {learned?.lens === 'search' && <Measures learned={learned} />}
      {answer ? <Passages answer={answer} /> : <p className={styles.right}>Nothing asked yet.</p>}
    </div>
  );
}

function Measures({ learned }: { learned: LearnedSearch }) {
  return (
    <dl
      className={styles.measures}
      title={`Of ${learned.queries} held-out queries, each among ${learned.among} passages. The measures of the curves count other queries as wrong answers too.`}
    >
      {MEASURES.map(([name, label, depth]) => (
        <div key={name}>
          <dt>
            {label}
            <span className={styles.wide}>{depth}</span>
          </dt>
          <dd>{decimal(learned[name])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Passages({ answer: { nearest, right, among } }: { answer: AnsweredText }) {
  const [best] = right;
  const isRight = new Set(right.map(({ item }) => item));
  const isListed = nearest.some(({ item }) => item === best?.item);
  return (
    <>
      <p className={styles.right} data-given={best !== undefined}>
        {best ? `Right passage: rank ${best.rank}` : 'Nearest'}
        <span className={styles.wide}>
          {' '}
          of {among}
          {!best && ' passages'}
        </span>
      </p>
      <ol className={styles.list} aria-label="Passages, nearest first">
        {nearest.map((found) => (
          <Passage key={found.item} found={found} isRight={isRight.has(found.item)} />
        ))}
        {best && !isListed && <Passage found={best} isRight isAfterGap />}
      </ol>
    </>
  );
}

interface PassageProps {
  readonly found: RankedItem;
  readonly isRight: boolean;
  /** Whether others between it and the one above are left out. */
  readonly isAfterGap?: boolean;
}

function Passage({ found: { item, rank, cosine }, isRight, isAfterGap = false }: PassageProps) {
  const text = useRun(({ data }) => data?.texts?.[item] ?? '');
  const isPointed = useView(({ hovered, selected }) => item === hovered || item === selected);
  return (
    <li className={isAfterGap ? styles.apart : undefined} value={rank}>
      <button
        type="button"
        className={styles.passage}
        data-right={isRight}
        data-pointed={isPointed}
        title={text}
        onPointerEnter={() => hover(item)}
        onPointerLeave={() => hover(null)}
        onFocus={() => hover(item)}
        onBlur={() => hover(null)}
        onClick={() => select(item)}
      >
        <span className={styles.rank}>{rank}</span>
        <span className={styles.cosine}>{decimal(cosine)}</span>
        <span className={styles.text}>
          {isRight && <b className={styles.tag}>right </b>}
          {text}
        </span>
      </button>
    </li>
  );
}
