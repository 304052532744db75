import { lowered } from '../../words/phrases';
import controls from '../common/controls.module.css';

export interface MoreButtonProps {
  /** Id of what it opens. */
  readonly controls: string;
  readonly open: boolean;
  /** Labels of the knobs it opens. */
  readonly labels: readonly string[];
  readonly onToggle: () => void;
}

/** Opens the knobs of a part that are rarely turned, and says which they are. */
export function MoreButton({ controls: opened, open, labels, onToggle }: MoreButtonProps) {
  const names = labels.map(lowered).join(', ');
  return (
    <button
      type="button"
      className={controls.mark}
      title={open ? 'Fewer knobs' : `More: ${names}`}
      aria-expanded={open}
      aria-controls={opened}
      onClick={onToggle}
    >
      <svg width="14" height="4" viewBox="0 0 14 4" fill="currentColor" aria-hidden="true">
        <circle cx="2" cy="2" r="1.6" />
        <circle cx="7" cy="2" r="1.6" />
        <circle cx="12" cy="2" r="1.6" />
      </svg>
      <span className={controls.hidden}>More: {names}</span>
    </button>
  );
}
