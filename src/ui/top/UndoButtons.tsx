import { useStore } from 'zustand';
import { redo, undo, undoStore } from '../../state/undo';
import controls from '../common/controls.module.css';
import styles from './Transport.module.css';

interface Properties {
  readonly name: string;
  readonly keys: string;
  readonly path: string;
  readonly count: number;
  readonly act: () => void;
}

const Arrow = ({ name, keys, path, count, act }: Properties) => (
  <button
    type="button"
    className={controls.icon}
    title={`${name} (${keys})`}
    disabled={count === 0}
    onClick={act}
  >
    <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
      <path className={styles.line} d={path} />
    </svg>
    <span className={controls.hidden}>{name}</span>
  </button>
);

/** Takes back changes of the experiment, and makes them again. */
export function UndoButtons() {
  const { past, future } = useStore(undoStore);
  return (
    <>
      <Arrow
        name="Undo"
        keys="Ctrl+Z"
        path="M6 3 3 6l3 3M3 6h6a4 4 0 0 1 0 8H6"
        count={past.length}
        act={undo}
      />
      <Arrow
        name="Redo"
        keys="Ctrl+Shift+Z"
        path="M10 3l3 3-3 3M13 6H7a4 4 0 0 0 0 8h3"
        count={future.length}
        act={redo}
      />
    </>
  );
}
