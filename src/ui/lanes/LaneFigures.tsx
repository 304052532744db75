import type { ReactNode } from 'react';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import styles from './LaneHeader.module.css';

const FigureTable = lazily(() => import('./FigureTable').then((module) => module.FigureTable));

interface LaneFiguresProps {
  readonly id: number;
  /** Whether the figure's name stands above it, because a long lane name needs the room. */
  readonly isStacked: boolean;
  readonly children: ReactNode;
}

/** A lane's headline figure, which opens all of its measures in exact numbers. */
export function LaneFigures({ id, isStacked, children }: LaneFiguresProps) {
  return (
    <Popover
      buttonClass={isStacked ? `${styles.figures} ${styles.stacked}` : styles.figures}
      title="All measures of this lane"
      label={children}
    >
      {() => <FigureTable id={id} />}
    </Popover>
  );
}
