import { openPanel } from '../../state/ownData';
import controls from '../common/controls.module.css';

/** The button beside the menu of data sets that opens the panel for own data. */
export function OwnDataButton() {
  return (
    <button
      type="button"
      className={controls.mark}
      title="Your own data…"
      aria-haspopup="dialog"
      onClick={() => openPanel()}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <path
          d="M7 9V1.5M4 4.2 7 1.3l3 2.9M1.5 8.5v4h11v-4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={controls.hidden}>Your own data…</span>
    </button>
  );
}
