import { useMemo, useState } from 'react';
import { Curves, laneColour, useSize } from '../../plots';
import type { Experiment } from '../../recipe/recipe';
import { pointAt } from '../../state/view';
import { useRun, useRunEvery, useView } from '../common/stores';
import { laneNames } from '../lanes/laneNames';
import styles from './Curves.module.css';
import { chanceOf } from './chance';
import { SlotHeading } from './SlotHeading';
import type { Slot } from './slots';

/** Pause between two drawings of a chart, milliseconds. */
const EVERY_MS = 100;

/** One chart of all lanes over the steps. */
export function CurveSlot({ slot, lanes }: { slot: Slot; lanes: Experiment }) {
  const [chosen, choose] = useState(0);
  const [ref, size] = useSize();
  const {
    measure,
    name,
    domain,
    isNoisy = false,
    aside,
  } = slot.measures[chosen] ?? slot.measures[0];
  const runs = useRunEvery(EVERY_MS, (state) => state.lanes);
  const data = useRun((state) => state.data);
  const cursor = useView((state) => state.cursor);
  const names = useMemo(() => laneNames(lanes.map((lane) => lane.recipe)), [lanes]);
  const chance = useMemo(() => chanceOf(measure, lanes, data), [measure, lanes, data]);
  const lines = lanes.map(({ id }, lane) => ({
    id,
    name: names[lane] ?? '',
    colour: laneColour(lane),
    place: lane,
    steps: runs.get(id)?.series[measure].steps ?? [],
    values: runs.get(id)?.series[measure].values ?? [],
  }));
  return (
    <div className={styles.slot}>
      <SlotHeading measures={slot.measures} chosen={chosen} onChoose={choose} aside={aside} />
      <div ref={ref} className={styles.plot}>
        {size.width > 0 && (
          <Curves
            name={name}
            lines={lines}
            size={size}
            domain={domain}
            isNoisy={isNoisy}
            chance={chance}
            cursor={cursor}
            onCursor={pointAt}
          />
        )}
      </div>
    </div>
  );
}
