import { laneColour } from '../../plots';
import type { Experiment } from '../../recipe/recipe';
import { laneNames } from '../../words/laneNames';
import { lazily } from '../common/lazily';
import { Sized } from '../common/Sized';
import { useRun, useRunEvery } from '../common/stores';
import styles from './Curves.module.css';
import { SlotHeading } from './SlotHeading';

const PushChart = lazily(() =>
  import('../../plots/pushCurve/PushChart').then((module) => module.PushChart),
);

const EVERY_MS = 150;

/** How hard each lane pushes a candidate, by its similarity to the anchor. */
export function PushSlot({ lanes }: { lanes: Experiment }) {
  const isReady = useRun(({ data }) => data !== null);
  const runs = useRunEvery(EVERY_MS, (state) => state.lanes);
  const names = laneNames(lanes.map((lane) => lane.recipe));
  const lines = lanes.map(({ id }, place) => ({
    id,
    name: names[place] ?? '',
    colour: laneColour(place),
    place,
    push: runs.get(id)?.picture?.push ?? null,
  }));
  return (
    <div className={styles.slot}>
      <SlotHeading
        measures={[{ name: 'Push on a negative' }]}
        aside={lanes.length > 1 ? 'each lane’s own scale' : 'by similarity'}
      />
      <Sized className={styles.plot}>
        {(size) => isReady && <PushChart lanes={lines} size={size} />}
      </Sized>
    </div>
  );
}
