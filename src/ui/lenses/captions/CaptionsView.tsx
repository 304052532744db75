import { decimal } from '../../../numbers/format';
import type { LearnedCaptions } from '../../../parts/datasets/captions/learned';
import type { DataShown } from '../../../protocol/dataShown';
import { useRun, useView } from '../../common/stores';
import { useLensState } from '../shared/useLensState';
import { useAnswer } from '../shared/useQuestion';
import { CaptionsOfPicture } from './CaptionsOfPicture';
import styles from './CaptionsView.module.css';
import { Figures } from './Figures';
import { answerTo } from './oddQuestion';
import { PicturesOfCaption } from './PicturesOfCaption';

/**
 * What a lane's encoder knows of pictures and captions: figures, and its answers to the questions.
 */
export function CaptionsView({ id }: { id: number }) {
  const learned = useRun(({ lanes }) => lanes.get(id)?.picture?.learned ?? null);
  const anchor = useRun(({ lanes }) => lanes.get(id)?.picture?.anchor.item ?? 0);
  const data = useRun((state) => state.data);
  const selected = useView((state) => state.selected) ?? anchor;
  const answer = useAnswer(id, 1)?.texts[0];
  if (learned?.lens !== 'captions' || !data) return <p>Nothing measured yet.</p>;
  return (
    <div className={styles.view}>
      <Figures learned={learned} />
      <Odd learned={learned} data={data} />
      {answer && <PicturesOfCaption answer={answer} data={data} />}
      <CaptionsOfPicture learned={learned} item={pictureFor(selected, data)} data={data} />
    </div>
  );
}

/** The item itself if it is a picture, else the picture that is given with the caption. */
function pictureFor(item: number, { texts, pairs }: DataShown): number {
  if (!texts?.[item] || !pairs) return item;
  const at = pairs.findIndex((key, place) => place % 2 === 1 && key === item);
  return pairs[at - 1] ?? item;
}

/**
 * Which of the four the encoder takes for the odd one, and how often it is right over all
 * questions.
 */
function Odd({ learned, data }: { learned: LearnedCaptions; data: DataShown }) {
  const question = useLensState((state) => state.oddQuestion);
  const { picked, odd, isRight } = answerTo(learned, question, data.labels);
  const { right, count } = learned.odd;
  return (
    <p
      className={styles.odd}
      title={`Right on ${decimal(right, 0)} of ${count} questions; a guess would be on a quarter of them. Where two are equally far from the rest, half a question counts.`}
    >
      <span>
        Odd<span className={styles.wide}> one</span>:{' '}
        {picked === null ? (
          <b className={styles.wrong}>can’t tell, it is {odd}</b>
        ) : (
          <b className={isRight ? styles.right : styles.wrong}>
            {picked}, {isRight ? 'right' : `wrong, it is ${odd}`}
          </b>
        )}
      </span>
      <span className={styles.score}>
        {decimal(right, 0)}/{count}
      </span>
    </p>
  );
}
