import { useId, useMemo } from 'react';
import { askInWords } from '../../../state/question';
import controls from '../../common/controls.module.css';
import { useRun } from '../../common/stores';
import styles from '../shared/Question.module.css';
import { QuestionNote } from '../shared/QuestionNote';
import { firstQuery, givenQueries, nextQuery } from '../shared/queries';
import { useAsking, useTexts } from '../shared/useQuestion';

/** How many passages every lane lists. */
const LISTED = 10;

/** One query, for which every lane ranks the held-out passages. */
export function SearchQuestion() {
  const data = useRun((state) => state.data);
  const texts = useTexts('search', firstQuery);
  const all = useMemo(() => (data ? givenQueries(data) : []), [data]);
  const id = useId();
  useAsking(texts, LISTED);
  const [query = ''] = texts;
  const isBrought = useMemo(() => all.includes(query.trim()), [all, query]);
  return (
    <section className={styles.bar} aria-label="A query to all lanes">
      <div className={styles.fields}>
        <label className={styles.label} htmlFor={id}>
          Ask
        </label>
        <input
          id={id}
          className={styles.field}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          value={query}
          onChange={({ target: { value } }) => askInWords('search', [value])}
        />
      </div>
      <button
        type="button"
        className={controls.button}
        disabled={all.length === 0}
        onClick={() => askInWords('search', [nextQuery(all, query)], { isPicked: true })}
      >
        Another query
      </button>
      <QuestionNote
        words={
          isBrought
            ? 'A held-out query; the passage given for it is marked.'
            : 'Your own words: no passage is given for them, so none is marked.'
        }
        unknownAre="they are all one to the encoder"
      />
    </section>
  );
}
