import { useMemo, useState } from 'react';
import { laneColour } from '../../plots';
import type { HeldOutMeasure } from '../../protocol/measures';
import type { Experiment } from '../../recipe/recipe';
import { pointAt } from '../../state/view';
import { classCountsOf } from '../../words/classCounts';
import { laneNames } from '../../words/laneNames';
import { lazily } from '../common/lazily';
import { Sized } from '../common/Sized';
import { useRun, useRunEvery, useView } from '../common/stores';
import styles from './Curves.module.css';
import { chanceOf } from './chance';
import { MoreMeasures } from './MoreMeasures';
import { SlotHeading } from './SlotHeading';
import { type Charted, type ChartSlot, HELD_OUT, heldOutChart } from './slots';

const Curves = lazily(() => import('../../plots/curves/Curves').then((module) => module.Curves));

/** Pause between two drawings of a chart, milliseconds. */
const EVERY_MS = 100;

/** One chart of all lanes over the steps. */
export function CurveSlot({ slot, lanes }: { slot: ChartSlot; lanes: Experiment }) {
  const [chosen, choose] = useState<Charted['measure']>(slot.measures[0].measure);
  const atHand = slot.measures.find(({ measure }) => measure === chosen);
  const charted = atHand ?? heldOutChart(chosen as HeldOutMeasure);
  const { measure, name, domain, isPercent = false, isNoisy = false, aside } = charted;
  // A measure from the menu takes the place of the last one at hand.
  const tabs = atHand ? slot.measures : [...slot.measures.slice(0, -1), charted];
  const runs = useRunEvery(EVERY_MS, (state) => state.lanes);
  const data = useRun((state) => state.data);
  const isUnseen = data !== null && classCountsOf(data).isUnseen;
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
      <SlotHeading
        measures={tabs}
        chosen={tabs.indexOf(charted)}
        onChoose={(place) => choose(tabs[place]?.measure ?? chosen)}
        aside={isUnseen && aside === HELD_OUT ? 'unseen classes' : aside}
        more={slot.offersAll && <MoreMeasures value={measure} onChoose={choose} />}
      />
      <Sized className={styles.plot}>
        {(size) =>
          data && (
            <Curves
              name={name}
              lines={lines}
              size={size}
              domain={domain}
              isPercent={isPercent}
              isNoisy={isNoisy}
              chance={chance}
              cursor={cursor}
              onCursor={pointAt}
            />
          )
        }
      </Sized>
    </div>
  );
}
