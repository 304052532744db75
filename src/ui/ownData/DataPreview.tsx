import { useId } from 'react';
import { useStore } from 'zustand';
import { chooseOthers, type Found, panelStore, setKept, use } from '../../state/bringing';
import controls from '../common/controls.module.css';
import { Classes } from './Classes';
import { ColumnRoles } from './ColumnRoles';
import styles from './OwnData.module.css';
import { facts } from './previewFigures';
import { Remarks } from './Remarks';
import { Waiting } from './Waiting';
import { WishFields } from './WishFields';

/** What was found: how much, of what classes, what is left out, and how it can be read otherwise. */
export function FoundData({ found, isReading }: { found: Found; isReading: boolean }) {
  const id = useId();
  const wish = useStore(panelStore, (state) => state.wish);
  const isKept = useStore(panelStore, (state) => state.isKept);
  const isLooking = useStore(panelStore, (state) => state.progress !== null);
  const { preview } = found;
  return (
    <>
      <div className={styles.body} inert={isReading}>
        <h3 className={styles.found}>{preview.name}</h3>
        {preview.problem && (
          <p role="alert" className={styles.problem}>
            {preview.problem}
          </p>
        )}
        <dl className={styles.facts}>
          {facts(preview, wish).map(([what, value]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {preview.columns.length > 0 && <ColumnRoles preview={preview} />}
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
              checked={isKept}
              onChange={({ target }) => setKept(target.checked)}
            />
            Keep in this browser
          </label>
          <button type="button" className={controls.button} onClick={chooseOthers}>
            Choose others
          </button>
          <button
            type="button"
            className={controls.primary}
            disabled={preview.problem !== null || isLooking}
            onClick={use}
          >
            Train on these
          </button>
        </footer>
      )}
    </>
  );
}
