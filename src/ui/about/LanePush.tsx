import { laneColour } from '../../plots';
import { PushChart } from '../../plots/pushCurve/PushChart';
import type { Experiment } from '../../recipe/recipe';
import { laneNames } from '../../words/laneNames';
import controls from '../common/controls.module.css';
import { Sized } from '../common/Sized';
import { useExperiment, useRunEvery } from '../common/stores';
import styles from './AboutPart.module.css';

const EVERY_MS = 150;

/** How hard these lanes push a candidate at each similarity, measured on their last batch. */
export function LanePush({ lanes }: { lanes: Experiment }) {
  const all = useExperiment((state) => state.lanes);
  const runs = useRunEvery(EVERY_MS, (state) => state.lanes);
  const names = laneNames(all.map((lane) => lane.recipe));
  const lines = lanes.map(({ id }) => {
    const place = all.findIndex((lane) => lane.id === id);
    const push = runs.get(id)?.picture?.push ?? null;
    return { id, name: names[place] ?? '', colour: laneColour(place), place, push };
  });
  const [first] = lines;
  const picture = runs.get(first?.id ?? -1)?.picture;
  const whose = lines.length > 1 ? 'all lanes' : first?.name;
  return (
    <figure className={styles.push}>
      <figcaption className={styles.caption}>
        <span className={controls.heading}>Push on a negative</span>
        <span className={styles.quiet}>
          by similarity{picture?.push && ` · ${whose}, step ${picture.step}`}
        </span>
      </figcaption>
      <Sized className={styles.plot}>{(size) => <PushChart lanes={lines} size={size} />}</Sized>
    </figure>
  );
}
