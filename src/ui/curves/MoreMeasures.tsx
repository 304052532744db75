import controls from '../common/controls.module.css';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import type { MeasureMenuProps } from './MeasureMenu';

const MeasureMenu = lazily(() => import('./MeasureMenu').then((module) => module.MeasureMenu));

/** The way from the measures at hand to all of them. */
export function MoreMeasures({ value, onChoose }: Omit<MeasureMenuProps, 'close'>) {
  return (
    <Popover
      buttonClass={controls.mark}
      title="All measures of the held-out items"
      label={
        <>
          <svg width="9" height="6" viewBox="0 0 9 6" aria-hidden="true">
            <path
              d="M1 1l3.5 3.5L8 1"
              fill="none"
              stroke="currentColor"
              strokeWidth="1.5"
              strokeLinecap="round"
            />
          </svg>
          <span className={controls.hidden}>All measures</span>
        </>
      }
    >
      {(close) => <MeasureMenu value={value} onChoose={onChoose} close={close} />}
    </Popover>
  );
}
