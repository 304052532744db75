import { useTheme } from '../../plots';
import controls from '../common/controls.module.css';
import { chooseTheme } from '../common/theme';
import styles from './Transport.module.css';

/** Light or dark; what the system prefers until one is chosen. */
export function ThemeToggle() {
  const dark = useTheme() === 'dark';
  return (
    <button
      type="button"
      className={controls.icon}
      title={dark ? 'Light theme' : 'Dark theme'}
      aria-pressed={dark}
      onClick={() => chooseTheme(dark ? 'light' : 'dark')}
    >
      <svg width="15" height="15" viewBox="0 0 16 16" aria-hidden="true">
        <circle className={styles.line} cx="8" cy="8" r="6" />
        <path className={styles.solid} d="M8 2a6 6 0 0 1 0 12z" />
      </svg>
      <span className={controls.hidden}>Dark theme</span>
    </button>
  );
}
