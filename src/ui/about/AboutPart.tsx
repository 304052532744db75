import { useState } from 'react';
import { type KindId, kinds } from '../../recipe/kinds';
import { type Experiment, type Lane, partOf } from '../../recipe/recipe';
import controls from '../common/controls.module.css';
import { Popover } from '../common/Popover';
import { useExperiment } from '../common/stores';
import { partShown } from '../recipe/scoped';
import styles from './AboutPart.module.css';
import { LaneOfPart } from './LaneOfPart';
import { LanePush } from './LanePush';
import { PartText } from './PartText';

export interface AboutPartProps {
  readonly kind: KindId;
  /** The lanes being edited. */
  readonly lanes: Experiment;
}

/** Kinds whose part decides how hard a candidate is pushed. */
const PUSHING: readonly KindId[] = ['loss', 'selection'];

/** The name of a kind in the recipe, as a button that opens what its chosen part is and does. */
export function AboutPart({ kind, lanes }: AboutPartProps) {
  const { label } = kinds[kind];
  const { value } = partShown(lanes, kind);
  const [first] = lanes as readonly [Lane];
  const about = value === null ? 'what each lane has' : partOf(first.recipe, kind).label;
  return (
    <Popover
      buttonClass={styles.button}
      title={`About ${about}`}
      reading={`${label}: about ${about}`}
      label={label}
    >
      {(close) => <Panel kind={kind} lanes={lanes} close={close} />}
    </Popover>
  );
}

/** What the part is; where lanes have different ones, that of the lane one picks. */
function Panel({ kind, lanes, close }: AboutPartProps & { close: () => void }) {
  const all = useExperiment((state) => state.lanes);
  const [picked, pick] = useState<number | null>(null);
  const lane = lanes.find(({ id }) => id === picked) ?? (lanes[0] as Lane);
  const differs = partShown(lanes, kind).value === null;
  return (
    <div className={styles.about}>
      <div className={styles.top}>
        <h2 className={controls.heading}>{kinds[kind].label}</h2>
        <button type="button" className={styles.close} onClick={close}>
          <svg width="9" height="9" viewBox="0 0 10 10" aria-hidden="true">
            <path d="M1 1l8 8M9 1l-8 8" />
          </svg>
          <span className={controls.hidden}>Close</span>
        </button>
      </div>
      {differs && <LaneOfPart kind={kind} lanes={lanes} all={all} value={lane.id} onPick={pick} />}
      <PartText part={partOf(lane.recipe, kind)} />
      {PUSHING.includes(kind) && <LanePush lanes={differs ? [lane] : lanes} />}
    </div>
  );
}
