import type { ReactNode } from 'react';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import styles from './LaneHeader.module.css';

const FigureTable = lazily(() => import('./FigureTable').then((module) => module.FigureTable));

/** A lane's headline figure, which opens all of its measures in exact numbers. */
export function LaneFigures({ id, children }: { id: number; children: ReactNode }) {
  return (
    <Popover buttonClass={styles.figures} title="All measures of this lane" label={children}>
      {() => <FigureTable id={id} />}
    </Popover>
  );
}
