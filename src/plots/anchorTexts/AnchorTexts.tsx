import { valueText } from '../../numbers/format';
import type { AnchorStripProps } from '../anchorStrip/AnchorStrip';
import { candidateText, stripSummary } from '../anchorStrip/geometry';
import { lookOf } from '../shared/look';
import { Thumbnail } from '../shared/Thumbnail';
import styles from './AnchorTexts.module.css';
import { largestPushOf, saidOf, type TextRow, textOf, textRows, whereFrom } from './rows';
import { TextLine } from './TextLine';

/** The largest push in a few words: "push ≤ 0.44", "push < 0.01", "no push". */
function pushText(largest: number): string {
  if (largest <= 0) return 'no push';
  return largest < 0.005 ? 'push < 0.01' : `push ≤ ${valueText(largest)}`;
}

/** Height of a picture among texts, pixels. */
const PICTURE = 28;

/**
 * One anchor among texts: it, its positive, and its candidates from hardest to easiest as a list
 * that scrolls, each with its similarity and the push on it. Words that the anchor does not have
 * are bold. Chosen ones have an orange edge; false ones a hatched edge and the word. Every line of
 * a held-out item is a button that reports it. Without an anchor: a line that says so.
 */
export function AnchorTexts({
  anchor,
  data,
  hovered = null,
  selected = null,
  onHover,
  onSelect,
  label,
}: Omit<AnchorStripProps, 'size'>) {
  const nameOf = (item: number) => saidOf(item, data);
  if (!anchor) return <p className={styles.caption}>No anchor yet.</p>;
  const own = textOf(anchor.item, data);
  const largest = largestPushOf(anchor);
  const pointing = { hovered, selected, onHover, onSelect };
  const pictured = (item: number) => {
    const look = lookOf(item, data);
    if (!data || look.kind !== 'picture') return {};
    const { thumbnails, item: place } = look;
    const shown = { shape: data.shape, thumbnails };
    return { picture: <Thumbnail data={shown} item={place} size={PICTURE} /> };
  };
  const line = (row: TextRow) => (
    <TextLine
      key={row.rank}
      {...pointing}
      {...pictured(row.item)}
      item={row.item}
      text={textOf(row.item, data)}
      beside={own}
      similarity={row.similarity}
      share={row.share}
      after={candidateText(row, whereFrom(row.item))}
      part={row.isFalse ? (row.isChosen ? 'false' : 'falseIdle') : row.isChosen ? 'chosen' : 'idle'}
    />
  );
  return (
    <section className={styles.list} aria-label={label ?? stripSummary(anchor, nameOf)}>
      <TextLine
        {...pointing}
        {...pictured(anchor.item)}
        item={anchor.item}
        text={own}
        before="anchor"
        part="anchor"
      />
      <TextLine
        {...pointing}
        {...pictured(anchor.positive)}
        item={anchor.positive}
        text={textOf(anchor.positive, data)}
        beside={own}
        similarity={anchor.positiveSimilarity}
        before="positive"
        after={`, similarity ${valueText(anchor.positiveSimilarity)}`}
        part="positive"
      />
      <p className={styles.caption} title="Bold: words that the anchor has not">
        Hardest first, {pushText(largest)} · <b>new words</b>
      </p>
      {textRows(anchor).map((row) =>
        row.kind === 'gap' ? (
          <p key={`gap ${row.skipped}`} className={styles.caption}>
            … {row.skipped} left out
          </p>
        ) : (
          line(row)
        ),
      )}
    </section>
  );
}
