import { useId } from 'react';
import type { Question } from '../../../protocol/reading/preview';
import { changeWish } from '../../../state/bringing';
import styles from '../OwnData.module.css';

export interface QuestionsProps {
  readonly questions: readonly Question[];
  /** What was answered so far, by the ids of the questions. */
  readonly answers: Readonly<Record<string, string>>;
}

/** What the visitor has to decide, each answer with what comes of it. Any can be changed later. */
export function Questions({ questions, answers }: QuestionsProps) {
  const name = useId();
  return questions.map(({ id, ask, options, answer }) => (
    <fieldset key={id} className={answer === null ? styles.question : styles.answered}>
      <legend>{ask}</legend>
      {options.map(({ value, words, outcome }) => (
        <label key={value} className={styles.option}>
          <input
            type="radio"
            name={`${name}${id}`}
            checked={value === (answers[id] ?? answer)}
            onChange={() => void changeWish({ answers: { ...answers, [id]: value } })}
          />
          <span>{words}</span>
          <span className={styles.quiet}>{outcome}</span>
        </label>
      ))}
    </fieldset>
  ));
}
