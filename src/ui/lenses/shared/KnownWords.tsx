import { useMemo } from 'react';
import { thousands } from '../../../numbers/format';
import type { DataShown } from '../../../protocol/dataShown';
import { Popover } from '../../common/Popover';
import { useRun } from '../../common/stores';
import styles from './Question.module.css';

/** Words that stand as examples. */
const EXAMPLES = 4;

/**
 * The words that an encoder of these data knows, in alphabetical order; without the first two
 * entries, which are no words.
 */
const knownWords = ({ vocabulary }: Pick<DataShown, 'vocabulary'>): string[] =>
  (vocabulary?.slice(2) ?? []).toSorted((a, b) => a.localeCompare(b, 'en'));

/** How many words the encoders know, with a few examples; a button shows all of them. */
export function KnownWords() {
  const data = useRun((state) => state.data);
  const words = useMemo(() => (data ? knownWords(data) : []), [data]);
  const apart = Math.floor(words.length / EXAMPLES);
  const examples = words.filter((_, place) => place % apart === Math.floor(apart / 2));
  if (words.length === 0) return null;
  const count = thousands(words.length);
  return (
    <>
      Known:{' '}
      <Popover
        label={`${count} words`}
        buttonClass={styles.words}
        reading={`${count} words that the encoders know`}
      >
        {() => <p className={styles.vocabulary}>{words.join(' ')}</p>}
      </Popover>
      , such as {examples.slice(0, EXAMPLES).join(', ')}
    </>
  );
}
