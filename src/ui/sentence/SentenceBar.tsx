import { useMemo } from 'react';
import { useExperiment } from '../common/stores';
import { PhraseButton } from './PhraseButton';
import styles from './SentenceBar.module.css';
import { sentenceOf } from './sentence';

/** The experiment in words; every phrase is a button that exchanges what it names. */
export function SentenceBar() {
  const lanes = useExperiment((state) => state.lanes);
  const pieces = useMemo(() => sentenceOf(lanes), [lanes]);
  return (
    <section className={styles.bar} aria-label="The experiment in words">
      {pieces.map((piece, place) => {
        if (piece.kind === 'phrase')
          return <PhraseButton key={`${piece.name} ${piece.lane?.id ?? 'all'}`} phrase={piece} />;
        const key = `words ${place}`;
        return <span key={key}>{piece.text}</span>;
      })}
    </section>
  );
}
