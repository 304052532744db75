import { AgeBars, useSize } from '../../plots';
import type { Experiment } from '../../recipe/recipe';
import type { RunState } from '../../state/run';
import { AGE, keptLines, keptSentence } from '../../words/keptLines';
import { useExperiment, useRunEvery } from '../common/stores';
import styles from './LaneKept.module.css';
import type { LaneViewProps } from './laneView';

const EVERY_MS = 200;
/** Height of a bar, pixels. */
const BAR = 9;

/** Most lines that any lane has. */
const mostLines = (lanes: Experiment, run: RunState): number =>
  Math.max(
    0,
    ...lanes.map(({ id, recipe }) => {
      const picture = run.lanes.get(id)?.picture;
      return picture ? keptLines(picture, recipe).length : 0;
    }),
  );

/**
 * What the lane's parts keep from step to step, a line each with a bar. All lanes keep room for as many
 * lines as any of them has, so that their other views stay side by side.
 */
export function LaneKept({ lane }: LaneViewProps) {
  const [ref, { width }] = useSize();
  const lanes = useExperiment((state) => state.lanes);
  const rows = useRunEvery(EVERY_MS, (run) => mostLines(lanes, run));
  const picture = useRunEvery(EVERY_MS, ({ lanes }) => lanes.get(lane.id)?.picture ?? null);
  if (rows === 0) return null;
  const lines = picture ? keptLines(picture, lane.recipe) : [];
  const room = { '--rows': rows, '--pairs': Math.ceil(rows / 2) } as React.CSSProperties;
  return (
    <div className={styles.kept} style={room}>
      {picture && lines.length > 0 && (
        <div role="img" aria-label={keptSentence(lines)} className={styles.lines}>
          {lines.map(({ name, text, hint, share }) => (
            <div
              key={name}
              className={styles.line}
              title={[`${name}: ${text}`, hint].filter(Boolean).join('. ')}
            >
              <p className={styles.words}>
                <span className={styles.name}>{name}</span>
                <span className={styles.text}>{text}</span>
              </p>
              <div ref={name === AGE ? ref : undefined} className={styles.bar}>
                {share !== null && (
                  <div className={styles.track}>
                    <div className={styles.fill} style={{ width: `${100 * share}%` }} />
                  </div>
                )}
                {name === AGE && picture.ages && width > 0 && (
                  <AgeBars ages={picture.ages} size={{ width, height: BAR }} />
                )}
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
