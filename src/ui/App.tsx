import styles from './App.module.css';
import './base.css';
import { useShortcuts } from './common/useShortcuts';
import { CurvesColumn } from './curves/CurvesColumn';
import { Footer } from './Footer';
import { Lanes } from './lanes/Lanes';
import { Messages } from './Messages';
import { RecipeColumn } from './recipe/RecipeColumn';
import { SentenceBar } from './sentence/SentenceBar';
import './tokens.css';
import { useExperiment } from './common/stores';
import { TopBar } from './top/TopBar';

/** The page: the experiment as a sentence, its recipe, its lanes and their curves. */
export function App() {
  useShortcuts();
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
    </div>
  );
}
