import { showTruth } from '../../../state/lenses';
import { select } from '../../../state/view';
import controls from '../../common/controls.module.css';
import { useRun, useView } from '../../common/stores';
import { useLensState } from '../shared/useLensState';
import styles from './SceneQuestion.module.css';

/** How to read the scenes of all lanes, and what of them is shown. */
export function SceneQuestion() {
  const isTruthShown = useLensState((state) => state.isTruthShown);
  const data = useRun((state) => state.data);
  const selected = useView((state) => state.selected);
  const name = selected === null ? null : data?.classNames[data.labels[selected] ?? -1];
  return (
    <section className={styles.bar} aria-label="How to read the scenes">
      <ul className={styles.legend}>
        <li>
          <svg width="18" height="8" aria-hidden="true">
            <path d="M0,4h18" className={styles.found} />
          </svg>
          {name ? `cosine above 0.6 with ${name}` : 'found cells'}
        </li>
        {isTruthShown && (
          <li>
            <svg width="20" height="8" aria-hidden="true">
              <path d="M0,4h20" className={styles.under} />
              <path d="M0,4h20" className={styles.true} />
            </svg>
            true cells
          </li>
        )}
        <li className={styles.words}>
          {name ? (
            <>
              <span>cosine −1</span>
              <span className={styles.heat} aria-hidden="true" />
              <span>1</span>
            </>
          ) : (
            'colours: where the encoder puts a pixel; alike is near'
          )}
        </li>
      </ul>
      {name && (
        <button type="button" className={controls.button} onClick={() => select(null)}>
          All colours
        </button>
      )}
      <button
        type="button"
        className={controls.button}
        aria-pressed={isTruthShown}
        onClick={() => showTruth(!isTruthShown)}
      >
        True outlines
      </button>
    </section>
  );
}
