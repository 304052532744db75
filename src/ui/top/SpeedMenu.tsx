import { setSpeed, speeds } from '../../state/view';
import controls from '../common/controls.module.css';
import { useView } from '../common/stores';

const words = (speed: number | null) =>
  speed === null ? 'Full speed' : speed === 1 ? '1 a second' : `${speed} a second`;

/** How many steps a second at most. */
export function SpeedMenu() {
  const speed = useView((state) => state.speed);
  return (
    <span className={controls.menu}>
      <select
        className={controls.select}
        aria-label="Speed"
        title="How fast it trains, at most"
        value={String(speed)}
        onChange={({ target }) => setSpeed(target.value === 'null' ? null : Number(target.value))}
      >
        {speeds.map((one) => (
          <option key={String(one)} value={String(one)}>
            {words(one)}
          </option>
        ))}
      </select>
    </span>
  );
}
