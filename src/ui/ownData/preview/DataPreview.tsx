import { useId } from 'react';
import { useStore } from 'zustand';
import {
  bringingStore,
  chooseOthers,
  type Previewed,
  setToBeSaved,
  trainOnPreviewed,
} from '../../../state/bringing';
import controls from '../../common/controls.module.css';
import styles from '../OwnData.module.css';
import { Choices } from './Choices';
import { Classes } from './Classes';
import { ColumnRoles } from './ColumnRoles';
import { FirstRows } from './FirstRows';
import { LayoutFields } from './LayoutFields';
import { previewFigures } from './previewFigures';
import { Questions } from './Questions';
import { Remarks } from './Remarks';
import { Waiting } from './Waiting';
import { WishFields } from './WishFields';

export interface DataPreviewProps {
  readonly previewed: Previewed;
  readonly isReading: boolean;
}

/**
 * The preview: how much there is, of what classes, what is left out, and how else it can be read.
 */
export function DataPreview({ previewed, isReading }: DataPreviewProps) {
  const id = useId();
  const wish = useStore(bringingStore, (state) => state.wish);
  const isToBeSaved = useStore(bringingStore, (state) => state.isToBeSaved);
  const isPreviewing = useStore(bringingStore, (state) => state.progress !== null);
  const { preview } = previewed;
  // A question that is open stands below, with its answers.
  const isAsked = preview.questions.some(({ ask }) => ask === preview.problem);
  const problem = isAsked ? null : preview.problem;
  return (
    <>
      <div className={styles.body} inert={isReading}>
        <h3 className={styles.previewed}>{preview.name}</h3>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
        <dl className={styles.facts}>
          {previewFigures(preview, wish).map(([what, value]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <Choices choices={preview.choices} wished={wish.choices} />
        <Questions questions={preview.questions} answers={wish.answers} />
        {preview.columns.length > 0 && <ColumnRoles preview={preview} />}
        <FirstRows columns={preview.columns} firstRows={preview.firstRows} />
        <LayoutFields preview={preview} wish={wish} />
        <Classes classes={preview.classes} />
        <Remarks preview={preview} />
        <WishFields preview={preview} wish={wish} />
      </div>
      {isReading ? (
        <Waiting what="Reading the data" />
      ) : (
        <footer className={styles.footer}>
          <label className={styles.check} htmlFor={id}>
            <input
              id={id}
              type="checkbox"
              checked={isToBeSaved}
              onChange={({ target }) => setToBeSaved(target.checked)}
            />
            Keep in this browser
          </label>
          <button type="button" className={controls.button} onClick={chooseOthers}>
            Choose others
          </button>
          <button
            type="button"
            className={controls.primary}
            disabled={preview.problem !== null || isPreviewing}
            onClick={trainOnPreviewed}
          >
            Train on these
          </button>
        </footer>
      )}
    </>
  );
}
