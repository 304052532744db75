import { useState } from 'react';
import { type KindId, kinds } from '../../recipe/kinds';
import { type Experiment, type Lane, partOf } from '../../recipe/recipe';
import { CloseButton } from '../common/CloseButton';
import controls from '../common/controls.module.css';
import { partShown } from '../common/scope';
import { useExperiment } from '../common/stores';
import styles from './AboutPart.module.css';
import { LaneOfPart } from './LaneOfPart';
import { LanePush } from './LanePush';
import { PartText } from './PartText';

export interface PanelProps {
  readonly kind: KindId;
  /** The lanes being edited. */
  readonly lanes: Experiment;
  readonly close: () => void;
}

/** Kinds whose part decides how hard a candidate is pushed. */
const PUSHING: readonly KindId[] = ['loss', 'selection'];

/** The panel about a part; if lanes have different ones, the visitor picks a lane. */
export function Panel({ kind, lanes, close }: PanelProps) {
  const all = useExperiment((state) => state.lanes);
  const [picked, pick] = useState<number | null>(null);
  const lane = lanes.find(({ id }) => id === picked) ?? (lanes[0] as Lane);
  const differs = partShown(lanes, kind).value === null;
  return (
    <div className={styles.about}>
      <div className={styles.top}>
        <h2 className={controls.heading}>{kinds[kind].label}</h2>
        <CloseButton name="Close" onClick={close} />
      </div>
      {differs && <LaneOfPart kind={kind} lanes={lanes} all={all} value={lane.id} onPick={pick} />}
      <PartText part={partOf(lane.recipe, kind)} />
      {PUSHING.includes(kind) && <LanePush lanes={differs ? [lane] : lanes} />}
    </div>
  );
}
