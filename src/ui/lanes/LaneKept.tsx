import { AgeBars, useSize } from '../../plots';
import type { Lane } from '../../recipe/recipe';
import { AGE, keptLines, keptSentence } from '../../words/keptLines';
import { useRunEvery } from '../common/stores';
import styles from './LaneKept.module.css';

const EVERY_MS = 200;
/** Height of a bar, pixels. */
const BAR = 9;

/**
 * What the lane's parts keep from step to step, a line each with a bar. `rows` is the most that any
 * lane has: all keep room for as many, so that their other views stay side by side.
 */
export function LaneKept({ lane, rows }: { lane: Lane; rows: number }) {
  const [ref, { width }] = useSize();
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
