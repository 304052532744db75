import { useEffect } from 'react';
import styles from './App.module.css';
import './base.css';
import { ErrorBoundary } from './common/ErrorBoundary';
import { fetchAtRest, fetchViews, lazily } from './common/lazily';
import { useExperiment, useOwnData, useRun } from './common/stores';
import { useShortcuts } from './common/useShortcuts';
import { CurvesColumn } from './curves/CurvesColumn';
import { Footer } from './Footer';
import { loadFormulas } from './formula/load';
import { Lanes } from './lanes/Lanes';
import { Messages } from './Messages';
import { RecipeColumn } from './recipe/RecipeColumn';
import { SentenceBar } from './sentence/SentenceBar';
import './tokens.css';
import { TopBar } from './top/TopBar';

const OwnData = lazily(() => import('./ownData/OwnData').then((module) => module.OwnData));

/** The page. */
export const App = () => (
  <ErrorBoundary part="The page">
    <Page />
  </ErrorBoundary>
);

/** The experiment as a sentence, its recipe, its lanes and their curves. */
function Page() {
  useShortcuts();
  const isReady = useRun((state) => state.data !== null);
  useEffect(() => {
    if (isReady) fetchAtRest(() => fetchViews().then(loadFormulas));
  }, [isReady]);
  const isSettled = useRun((state) => state.data !== null || state.status === 'failed');
  const isBringing = useOwnData((state) => state.isOpen);
  const single = useExperiment((state) => state.lanes.length === 1);
  return (
    <div className={styles.page}>
      <TopBar />
      <main className={styles.main}>
        <SentenceBar />
        <Messages />
        <div className={styles.columns} data-single={single}>
          <RecipeColumn />
          <Lanes />
          <CurvesColumn />
        </div>
      </main>
      <Footer />
      {(isSettled || isBringing) && <OwnData />}
    </div>
  );
}
