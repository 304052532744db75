import { lookThroughLens } from '../../state/view';
import styles from './LensSwitch.module.css';
import { useLens } from './useLens';

/** Whether lanes show the map or what was learnt of the problem itself. */
export function LensSwitch() {
  const lens = useLens();
  if (!lens) return null;
  const option = (label: string, isLens: boolean) => (
    <button
      type="button"
      className={styles.option}
      aria-pressed={lens.isOn === isLens}
      onClick={() => lookThroughLens(isLens)}
    >
      {label}
    </button>
  );
  return (
    <fieldset className={styles.switch} aria-label="What lanes show">
      {option('Map', false)}
      {option(lens.label, true)}
    </fieldset>
  );
}
