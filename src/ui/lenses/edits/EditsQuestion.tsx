import { useId, useMemo } from 'react';
import { askInWords } from '../../../state/question';
import controls from '../../common/controls.module.css';
import { useRun } from '../../common/stores';
import styles from '../shared/Question.module.css';
import { QuestionNote } from '../shared/QuestionNote';
import { useAsking, useTexts } from '../shared/useQuestion';
import { firstPair, givenPairs, nextPair, pairOf, pairWords } from './pairs';

/** Two sentences, whose cosine every lane shows. */
export function EditsQuestion() {
  const data = useRun((state) => state.data);
  const texts = useTexts('edits', firstPair);
  const all = useMemo(() => (data ? givenPairs(data) : []), [data]);
  const id = useId();
  useAsking(texts, 0);
  const field = (place: 0 | 1, label: string) => (
    <>
      <label className={styles.label} htmlFor={`${id}${place}`}>
        {label}
      </label>
      <input
        id={`${id}${place}`}
        className={styles.field}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={texts[place] ?? ''}
        onChange={({ target: { value } }) =>
          askInWords('edits', place === 0 ? [value, texts[1] ?? ''] : [texts[0] ?? '', value])
        }
      />
    </>
  );
  return (
    <section className={styles.bar} aria-label="Two sentences to compare">
      <div className={styles.fields}>
        {field(0, 'One sentence')}
        {field(1, 'Another')}
      </div>
      <button
        type="button"
        className={controls.button}
        disabled={all.length === 0}
        onClick={() => askInWords('edits', nextPair(all, texts), { isPicked: true })}
      >
        Another pair
      </button>
      <QuestionNote
        words={pairWords(pairOf(all, texts))}
        unknownAre="they are all one to the encoder"
      />
    </section>
  );
}
