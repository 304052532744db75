import { useMemo } from 'react';
import { sentenceOf } from '../../words/experimentSentence';
import { useExperiment } from '../common/stores';
import { withMarks } from './marks';
import { PhraseButton } from './PhraseButton';
import styles from './SentenceBar.module.css';

/** The experiment in words; every phrase is a button that exchanges what it names. */
export function SentenceBar() {
  const lanes = useExperiment((state) => state.lanes);
  const pieces = useMemo(() => withMarks(sentenceOf(lanes)), [lanes]);
  return (
    <section className={styles.bar} aria-label="The experiment in words">
      {pieces.map(({ piece, mark }, place) => {
        const key = `words ${place}`;
        return piece.kind === 'text' ? (
          <span key={key}>{piece.text}</span>
        ) : (
          <span key={`${piece.name} ${piece.lane?.id ?? 'all'}`} className={styles.kept}>
            <PhraseButton phrase={piece} />
            {mark}
          </span>
        );
      })}
    </section>
  );
}
