import { exchangePart } from '../../state/experiment';
import { openPanel } from '../../state/ownData';
import controls from '../common/controls.module.css';
import { useExperiment, useOwnData } from '../common/stores';
import styles from '../Messages.module.css';

const WHAT: Readonly<Record<string, string>> = {
  ownImages: 'images',
  ownTexts: 'texts with labels',
  ownPairs: 'pairs of texts',
  ownPoints: 'rows of numbers',
};

/** "images that its sender brought (cats, 12 classes)" */
function whatIsMissing(part: string, named: { name: string; classes: number } | null): string {
  const what = WHAT[part] ?? 'data';
  if (!named) return `${what} of a visitor's own`;
  const classes = named.classes > 0 ? `, ${named.classes} classes` : '';
  return `${what} that its sender brought (${named.name}${classes})`;
}

/**
 * Says that the experiment trains on data that are not here, and offers to bring data or to train
 * on others.
 */
export function BringMessage() {
  const part = useExperiment((state) => state.lanes[0]?.recipe.parts.data ?? '');
  const named = useOwnData((state) => state.named);
  return (
    <div role="alert" className={`${styles.message} ${styles.trouble}`}>
      <p>
        <strong>This experiment trains on {whatIsMissing(part, named)}.</strong> They are not kept
        in this browser, and a link carries none. Choose files of that kind, or train on glyphs.
      </p>
      <span className={styles.choices}>
        <button type="button" className={controls.button} onClick={() => openPanel()}>
          Choose files…
        </button>
        <button
          type="button"
          className={controls.quiet}
          onClick={() => exchangePart('data', 'glyphs', null)}
        >
          Train on glyphs
        </button>
      </span>
    </div>
  );
}
