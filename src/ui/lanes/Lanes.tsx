import { useEffect, useMemo, useRef } from 'react';
import { hasPictures, isMixed, SpectrumLegend, SyntheticLegend } from '../../plots';
import { partOf } from '../../recipe/recipe';
import { showThumbnails } from '../../state/view';
import { laneNames, nameRoom } from '../../words/laneNames';
import controls from '../common/controls.module.css';
import { useExperiment, useRun, useRunEvery, useView } from '../common/stores';
import { EvaluateButton } from '../evaluation/EvaluateButton';
import { LensSwitch } from '../lenses/LensSwitch';
import { useLens } from '../lenses/useLens';
import { LaneColumn } from './LaneColumn';
import styles from './Lanes.module.css';
import { UnseenNote } from './UnseenNote';

/** The lanes side by side: columns are lanes, rows are views. */
export function Lanes() {
  const lanes = useExperiment((state) => state.lanes);
  const names = useMemo(() => laneNames(lanes.map((lane) => lane.recipe)), [lanes]);
  const scope = useExperiment((state) => state.scope);
  const scroller = useRef<HTMLDivElement>(null);
  const edited = Math.max(
    0,
    lanes.findIndex((lane) => lane.id === scope),
  );
  // On a phone lanes are swiped: scroll to one that was just added or chosen.
  useEffect(() => {
    const lane = scroller.current?.children[edited];
    if (lane instanceof HTMLElement) scroller.current?.scrollTo({ left: lane.offsetLeft });
  }, [edited]);
  const lens = useLens();
  const room = nameRoom(names);
  const pictured = useView((state) => state.thumbnails);
  const makes = lanes.some(({ recipe }) => partOf(recipe, 'source').synthetic);
  const hasMade = useRunEvery(200, (run) =>
    lanes.some(({ id }) => (run.lanes.get(id)?.picture?.map.synthetic?.count ?? 0) > 0),
  );
  const isPictured = useRun(({ data }) => hasPictures(data));
  const hasFailed = useRun(({ status }) => status === 'failed');
  const hasBoth = useRun(({ data }) => isMixed(data));
  return (
    <section className={styles.section} aria-label="Lanes">
      {lens?.isOn && lens.Question && !hasFailed && <lens.Question />}
      <div
        ref={scroller}
        className={styles.lanes}
        data-count={lanes.length}
        style={{ '--name-lines': room.lines } as React.CSSProperties}
      >
        {lanes.map((lane, place) => (
          <LaneColumn
            key={lane.id}
            lane={lane}
            place={place}
            name={names[place] ?? ''}
            isOnly={lanes.length === 1}
            nameRoom={room.kind}
          />
        ))}
      </div>
      <div className={styles.foot}>
        <SpectrumLegend />
        {makes && !lens?.isOn && (
          <span className={styles.made} data-any={hasMade}>
            <SyntheticLegend />
          </span>
        )}
        {!lens?.isOn && <UnseenNote />}
        {hasBoth && !lens?.isOn && <span>■ pictures ● captions</span>}
        <LensSwitch />
        {isPictured && !lens?.isOn && (
          <button
            type="button"
            className={`${controls.quiet} ${styles.toggle}`}
            aria-pressed={pictured}
            onClick={() => showThumbnails(!pictured)}
          >
            Pictures on the map
          </button>
        )}
        <EvaluateButton />
      </div>
    </section>
  );
}
