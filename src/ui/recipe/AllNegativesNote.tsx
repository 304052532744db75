import { kinds } from '../../recipe/kinds';
import { exchangePart } from '../../state/experiment';
import type { SingleNegative } from '../../words/recipeNotes';
import controls from '../common/controls.module.css';
import styles from './Recipe.module.css';

/** Says that a softmax loss sees one negative only, and offers all. */
export function AllNegativesNote({ lanes, sentence }: SingleNegative) {
  const { neutral } = kinds.selection;
  const takeAll = () => {
    for (const lane of lanes) if (neutral) exchangePart('selection', neutral, lane);
  };
  return (
    <div className={styles.note}>
      <p>{sentence}</p>
      <button type="button" className={`${controls.button} ${styles.compare}`} onClick={takeAll}>
        All negatives, as in the paper
      </button>
    </div>
  );
}
