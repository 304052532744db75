import type { ReactNode } from 'react';
import controls from '../common/controls.module.css';
import styles from './Curves.module.css';
import type { Charted } from './slots';

export interface SlotHeadingProps {
  readonly measures: readonly Pick<Charted, 'name' | 'short'>[];
  readonly chosen?: number;
  readonly onChoose?: (place: number) => void;
  readonly aside: string;
  /** The way to more measures. */
  readonly more?: ReactNode;
}

/** What a chart shows; where there are several measures to choose from, each is a button. */
export function SlotHeading({ measures, chosen = 0, onChoose, aside, more }: SlotHeadingProps) {
  return (
    <div className={styles.heading}>
      <h2 className={`${controls.heading} ${measures.length > 1 ? styles.tabs : ''}`}>
        {measures.length === 1
          ? measures[0]?.name
          : measures.map(({ name, short }, place) => (
              <button
                key={name}
                type="button"
                className={styles.tab}
                aria-pressed={place === chosen}
                onClick={() => onChoose?.(place)}
              >
                <span className={short && styles.long}>{name}</span>
                {short && <span className={styles.short}>{short}</span>}
              </button>
            ))}
        {more}
      </h2>
      <span className={styles.aside}>{aside}</span>
    </div>
  );
}
