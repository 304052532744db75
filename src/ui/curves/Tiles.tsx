import { decimal, percent } from '../../numbers/format';
import type { StepMeasure } from '../../protocol/measures';
import { lately } from '../../words/trends';
import { useRunEvery } from '../common/stores';
import styles from './Tiles.module.css';

/** The measures of a single lane that have no line of their own in its heading, as its charts end. */
export function Tiles({ id, hasFalse }: { id: number; hasFalse: boolean }) {
  const series = useRunEvery(250, ({ lanes }) => lanes.get(id)?.series);
  const mean = (name: StepMeasure) => (series ? lately(series[name]) : undefined);
  const tiles = [
    { name: 'Recall@1', text: decimal(series?.recallAt1.values.at(-1)) },
    { name: 'Still teach', text: percent(mean('activeShare')) },
    { name: 'Uniformity', text: decimal(series?.uniformity.values.at(-1)) },
    hasFalse
      ? { name: 'False chosen', text: percent(mean('falseShare')) }
      : { name: 'Hardness', text: decimal(mean('hardness')) },
  ];
  return (
    <dl className={styles.tiles}>
      {tiles.map(({ name, text }) => (
        <div key={name} className={styles.tile}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
