import { useId, useMemo } from 'react';
import { lookOf, Thumbnail } from '../../../plots';
import type { DataShown } from '../../../protocol/dataShown';
import { askAnother } from '../../../state/lenses';
import { askInWords } from '../../../state/question';
import controls from '../../common/controls.module.css';
import { useRun } from '../../common/stores';
import question from '../shared/Question.module.css';
import { QuestionNote } from '../shared/QuestionNote';
import { nextQuery } from '../shared/queries';
import { useLensState } from '../shared/useLensState';
import { useAsking, useTexts } from '../shared/useQuestion';
import styles from './CaptionsQuestion.module.css';
import { heldOutCaptions, labelOfCaption } from './meaning';
import { fourOf, PLACES } from './oddQuestion';

/** How many pictures every lane shows. */
const LISTED = 6;
const PICTURE = 34;

const firstCaption = (data: DataShown): readonly string[] => heldOutCaptions(data).slice(0, 1);

/** A caption for which every lane ranks the held-out pictures, and four items of which one is odd. */
export function CaptionsQuestion() {
  const data = useRun((state) => state.data);
  const texts = useTexts('captions', firstCaption);
  const all = useMemo(() => (data ? heldOutCaptions(data) : []), [data]);
  const id = useId();
  useAsking(texts, LISTED);
  const [caption = ''] = texts;
  const isBrought = useMemo(
    () => data !== null && labelOfCaption(caption, data) >= 0,
    [data, caption],
  );
  return (
    <section className={question.bar} aria-label="A caption, and an odd one out, for all lanes">
      <div className={question.fields}>
        <label className={question.label} htmlFor={id}>
          Find picture
        </label>
        <input
          id={id}
          className={question.field}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          value={caption}
          onChange={({ target: { value } }) => askInWords('captions', [value])}
        />
      </div>
      <button
        type="button"
        className={controls.button}
        disabled={all.length === 0}
        onClick={() => askInWords('captions', [nextQuery(all, caption)], { isPicked: true })}
      >
        Another caption
      </button>
      <QuestionNote
        words={
          isBrought
            ? 'Held out: right and colour-swapped pictures are marked.'
            : 'No held-out picture shows just this, so none is marked.'
        }
      />
      {data && <OddOneOut data={data} />}
    </section>
  );
}

function OddOneOut({ data }: { data: DataShown }) {
  const odd = useRun(({ lanes }) => {
    const learned = lanes.values().next().value?.picture?.learned;
    return learned?.lens === 'captions' ? learned.odd : null;
  });
  const asked = useLensState((state) => state.oddQuestion);
  const id = useId();
  const four = odd ? fourOf(odd, asked) : [];
  return (
    <>
      <div className={question.fields}>
        <span className={question.label} id={id}>
          Odd one?
        </span>
        <ol className={styles.four} aria-labelledby={id}>
          {four.map((item, place) => (
            <li key={item} className={styles.one}>
              <b>{PLACES[place]}</b> <Item data={data} item={item} />
            </li>
          ))}
        </ol>
      </div>
      <button
        type="button"
        className={controls.button}
        disabled={!odd?.count}
        onClick={() => askAnother(odd?.count ?? 0)}
      >
        Another four
      </button>
    </>
  );
}

/** An item as what it is. */
function Item({ data, item }: { data: DataShown; item: number }) {
  const look = lookOf(item, data);
  if (look.kind === 'text') return <span className={styles.said}>{look.text}</span>;
  const name = data.classNames[data.labels[item] ?? -1] ?? '';
  return <Thumbnail data={data} item={item} size={PICTURE} label={`picture of ${name}`} />;
}
