import { hasFalse } from '../common/scope';
import { useExperiment } from '../common/stores';
import { Evaluated } from '../evaluation/Evaluated';
import { laneViews } from '../lanes/laneViews';
import { CurveSlot } from './CurveSlot';
import styles from './Curves.module.css';
import { PushSlot } from './PushSlot';
import { SlotHeading } from './SlotHeading';
import { slots } from './slots';
import { Tiles } from './Tiles';

/** The measures of all lanes in common charts; with a single lane, its spectrum first. */
export function CurvesColumn() {
  const lanes = useExperiment((state) => state.lanes);
  const [only] = lanes.length === 1 ? lanes : [];
  const shown = slots.filter(({ ofFalse }) => !ofFalse || hasFalse(lanes));
  return (
    <div className={styles.side}>
      <Evaluated />
      <section className={styles.column} aria-label="Curves" data-single={only !== undefined}>
        {only && <Tiles id={only.id} hasFalse={hasFalse(lanes)} />}
        {only &&
          laneViews.map(
            ({ id, View, withCurves }) =>
              withCurves && (
                <div key={id} className={styles.slot}>
                  <SlotHeading measures={[withCurves]} aside={withCurves.aside} />
                  <View lane={only} className={styles.plot} />
                </div>
              ),
          )}
        {shown.map((slot) => (
          <CurveSlot key={slot.id} slot={slot} lanes={lanes} />
        ))}
        <PushSlot lanes={lanes} />
      </section>
    </div>
  );
}
