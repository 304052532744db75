import { useMemo } from 'react';
import { decimal } from '../../../numbers/format';
import type { LearnedCaptions } from '../../../parts/datasets/captions/learned';
import { Thumbnail } from '../../../plots';
import type { DataShown } from '../../../protocol/dataShown';
import styles from './CaptionsView.module.css';
import { standingTo } from './meaning';

const PICTURE = 46;

interface CaptionsOfPictureProps {
  readonly learned: LearnedCaptions;
  /** A held-out picture. */
  readonly item: number;
  readonly data: DataShown;
}

/** The held-out captions nearest to a picture, nearest first; the right one and the swapped one are marked. */
export function CaptionsOfPicture({ learned, item, data }: CaptionsOfPictureProps) {
  const label = data.labels[item] ?? -1;
  const standing = useMemo(() => standingTo(label, data), [label, data]);
  const { perItem, nearest, similarity, rightRank } = learned;
  const from = item * perItem;
  const captions = [...nearest.subarray(from, from + perItem)].filter((one) => one >= 0);
  return (
    <section className={styles.called} aria-label="Captions nearest to the picture">
      <p className={styles.caption}>
        The picture is called; <b className={styles.right}>right at rank {rightRank[item]}</b>
      </p>
      <div className={styles.ranked}>
        <Thumbnail
          data={data}
          item={item}
          size={PICTURE}
          label={`picture of ${data.classNames[label]}`}
        />
        <ol className={styles.captions}>
          {captions.map((caption, place) => {
            const how = standing(data.labels[caption] ?? -1);
            return (
              <li
                key={caption}
                className={styles.line}
                data-standing={how}
                title={data.texts?.[caption]}
              >
                <span className={styles.number}>{decimal(similarity[from + place])}</span>
                <span className={styles.text}>
                  {how !== 'other' && <b className={styles.tag}>{how} </b>}
                  {data.texts?.[caption]}
                </span>
              </li>
            );
          })}
        </ol>
      </div>
    </section>
  );
}
