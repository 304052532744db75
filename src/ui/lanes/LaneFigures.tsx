import type { ReactNode } from 'react';
import { defaultRecipe } from '../../recipe/recipe';
import { Popover } from '../common/Popover';
import { useExperiment, useRunEvery } from '../common/stores';
import { figuresOf } from './figures';
import styles from './LaneHeader.module.css';

/** A lane's headline figure, which opens all of its measures in exact numbers. */
export function LaneFigures({ id, children }: { id: number; children: ReactNode }) {
  return (
    <Popover buttonClass={styles.figures} title="All measures of this lane" label={children}>
      {() => <Table id={id} />}
    </Popover>
  );
}

function Table({ id }: { id: number }) {
  const lane = useRunEvery(250, ({ lanes }) => lanes.get(id));
  const recipe = useExperiment(
    ({ lanes }) => lanes.find((one) => one.id === id)?.recipe ?? defaultRecipe,
  );
  if (!lane) return <p>Nothing measured yet.</p>;
  return (
    <table className={styles.table}>
      <tbody>
        {figuresOf(lane, recipe).map(({ name, text }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
