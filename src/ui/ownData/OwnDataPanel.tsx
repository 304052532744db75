import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { panelStore } from '../../state/bringing';
import { closePanel } from '../../state/ownData';
import { CloseButton } from '../common/CloseButton';
import { Choose } from './Choose';
import { FoundData } from './DataPreview';
import styles from './OwnData.module.css';
import { Waiting } from './Waiting';

/** What stands in the panel: what can be brought, then what was found, then how far reading is. */
export function OwnDataPanel() {
  const stage = useStore(panelStore, (state) => state.stage);
  const found = useStore(panelStore, (state) => state.found);
  const problem = useStore(panelStore, (state) => state.problem);
  const heading = useRef<HTMLHeadingElement>(null);
  const kept = useStore(panelStore, (state) => state.kept.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: these take the focused button away.
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, [stage, kept]);
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
      {stage === 'choose' && <Choose />}
      {stage === 'look' && <Waiting what="Looking at the data" />}
      {found && (stage === 'found' || stage === 'read') && (
        <FoundData found={found} isReading={stage === 'read'} />
      )}
    </>
  );
}
