import { useMemo } from 'react';
import { decimal } from '../../../numbers/format';
import { Thumbnail } from '../../../plots';
import type { AnsweredText } from '../../../protocol/answers';
import type { DataShown } from '../../../protocol/dataShown';
import { hover, select } from '../../../state/view';
import { useView } from '../../common/stores';
import styles from './CaptionsView.module.css';
import { standingTo } from './meaning';

const PICTURE = 34;

interface PicturesOfCaptionProps {
  readonly answer: AnsweredText;
  readonly data: DataShown;
}

/** The held-out pictures nearest to the visitor's caption, nearest first; what it is true of is marked. */
export function PicturesOfCaption({ answer, data }: PicturesOfCaptionProps) {
  const pointed = useView(({ hovered, selected }) => [hovered, selected].join());
  const [best] = answer.right;
  const label = data.labels[best?.item ?? -1] ?? -1;
  const standing = useMemo(() => standingTo(label, data), [label, data]);
  return (
    <section className={styles.found} aria-label="Pictures nearest to the caption">
      <p className={styles.caption}>
        {best ? (
          <>
            Found; <b className={styles.right}>right at rank {best.rank}</b> of {answer.among}
          </>
        ) : (
          `Found, of ${answer.among}`
        )}
      </p>
      <ol className={styles.pictures}>
        {answer.nearest.map(({ item, rank, cosine }) => {
          const shown = data.labels[item] ?? -1;
          const how = standing(shown);
          const word = how === 'other' ? '' : how;
          return (
            <li key={item}>
              <button
                type="button"
                className={styles.picture}
                data-standing={how}
                data-pointed={pointed.split(',').includes(String(item))}
                aria-label={`rank ${rank}, ${data.classNames[shown]}, cosine ${decimal(cosine)}${word && `, ${word}`}`}
                title={data.classNames[shown]}
                onPointerEnter={() => hover(item)}
                onPointerLeave={() => hover(null)}
                onFocus={() => hover(item)}
                onBlur={() => hover(null)}
                onClick={() => select(item)}
              >
                <Thumbnail data={data} item={item} size={PICTURE} />
                <span className={styles.tag}>{word || decimal(cosine)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
