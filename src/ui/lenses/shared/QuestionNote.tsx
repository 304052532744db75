import { unreadWords } from '../../../words/unreadWords';
import { useRun } from '../../common/stores';
import { KnownWords } from './KnownWords';
import styles from './Question.module.css';
import { useQuestionStore } from './useQuestion';

/**
 * Below a question: what is asked, or what of it the encoders can't read, which is the same in all
 * lanes; and the words they know.
 */
export function QuestionNote({ words, unknownAre }: { words: string; unknownAre?: string }) {
  const answer = useQuestionStore(({ answers }) => answers.values().next().value);
  const length = useRun(({ data }) => data?.wordsRead ?? 0);
  const unread = answer ? unreadWords(answer.texts, length, unknownAre) : '';
  return (
    <div className={styles.note}>
      <p aria-live="polite" data-unread={unread !== ''}>
        {unread || words}
      </p>
      <p>
        <KnownWords />
      </p>
    </div>
  );
}
