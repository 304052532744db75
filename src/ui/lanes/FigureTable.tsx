import { defaultRecipe } from '../../recipe/recipe';
import { classCountsOf } from '../../words/classCounts';
import { figuresOf } from '../../words/laneFigures';
import { useExperiment, useRun, useRunEvery } from '../common/stores';
import styles from './FigureTable.module.css';

/** Every measure of a lane in exact numbers, with what each tells. */
export function FigureTable({ id }: { id: number }) {
  const lane = useRunEvery(250, ({ lanes }) => lanes.get(id));
  const data = useRun((state) => state.data);
  const isUnseen = data !== null && classCountsOf(data).isUnseen;
  const recipe = useExperiment(
    ({ lanes }) => lanes.find((one) => one.id === id)?.recipe ?? defaultRecipe,
  );
  if (!lane) return <p>Nothing measured yet.</p>;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>
        After step {lane.step}
        {isUnseen && '; held out: classes never trained on'}
      </caption>
      {figuresOf(lane, recipe, data).map(({ title, figures }) => (
        <tbody key={title}>
          <tr>
            <th scope="rowgroup" colSpan={2} className={styles.title}>
              {title}
            </th>
          </tr>
          {figures.map(({ name, text, summary }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {summary && <p className={styles.summary}>{summary}</p>}
              </th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
