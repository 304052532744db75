import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { bringingStore } from '../../state/bringing';
import { closePanel } from '../../state/ownData';
import { CloseButton } from '../common/CloseButton';
import { Choose } from './Choose';
import styles from './OwnData.module.css';
import { PastedSet } from './PastedSet';
import { DataPreview } from './preview/DataPreview';
import { Waiting } from './preview/Waiting';

/**
 * The content of the panel: what can be brought, then the preview, then the progress of reading.
 */
export function OwnDataPanel() {
  const stage = useStore(bringingStore, (state) => state.stage);
  const previewed = useStore(bringingStore, (state) => state.previewed);
  const problem = useStore(bringingStore, (state) => state.problem);
  const heading = useRef<HTMLHeadingElement>(null);
  const saved = useStore(bringingStore, (state) => state.saved.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: either may remove the focused button.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [stage, saved]);
  return (
    <>
      <header className={styles.header}>
        <h2 ref={heading} id="own-data-title" tabIndex={-1} className={styles.title}>
          Your own data
        </h2>
        <CloseButton name="Close" onClick={closePanel} />
      </header>
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {(stage === 'choosing' || stage === 'previewed') && <PastedSet />}
      {stage === 'choosing' && <Choose />}
      {stage === 'previewing' && <Waiting what="Looking at the data" />}
      {previewed && (stage === 'previewed' || stage === 'reading') && (
        <DataPreview previewed={previewed} isReading={stage === 'reading'} />
      )}
    </>
  );
}
