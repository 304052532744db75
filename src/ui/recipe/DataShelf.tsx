import { memo, useMemo } from 'react';
import { isMixed, Thumbnail } from '../../plots';
import type { DataShown } from '../../protocol/dataShown';
import { kinds } from '../../recipe/kinds';
import { hover, select } from '../../state/view';
import { countsText } from '../../words/dataCounts';
import { useExperiment, useRun, useView } from '../common/stores';
import styles from './DataShelf.module.css';

const SHOWN = 8;
const SIZE = 24;

/** Texts on the shelf: the first ones, which belong together. */
const TEXTS = 4;

/** One held-out item per class, spread evenly over the held-out classes; of texts the first few. */
function specimens(data: DataShown): number[] {
  const { labels, texts, pairs } = data;
  if (pairs && isMixed(data)) return firstPairs(pairs, labels);
  if (texts) return texts.slice(0, TEXTS).map((_, item) => item);
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const count = Math.min(SHOWN, classes.length);
  return Array.from({ length: count }, (_, i) =>
    labels.indexOf(classes[Math.floor((i * classes.length) / count)] as number),
  );
}

/** Pairs of a picture and a caption on the shelf; no two say the same. */
const PAIRS = 3;

function firstPairs(pairs: Int32Array, labels: Int32Array): number[] {
  const ofClass = new Map<number, readonly number[]>();
  for (let at = 0; at < pairs.length && ofClass.size < PAIRS; at += 2) {
    const label = labels[pairs[at] as number] as number;
    if (!ofClass.has(label)) ofClass.set(label, [...pairs.subarray(at, at + 2)]);
  }
  return [...ofClass.values()].flat();
}

const wordOf = (part = ''): string => kinds.data.parts[part]?.classWord ?? 'classes';

/** How much data there is, and some of the held-out items themselves. */
export function DataShelf() {
  const data = useRun((state) => state.data);
  const part = useExperiment((state) => state.lanes[0]?.recipe.parts.data);
  if (!data) return <p className={styles.counts}>&nbsp;</p>;
  return (
    <>
      <Specimens data={data} />
      <p className={styles.counts}>{countsText(data, wordOf(part))}</p>
    </>
  );
}

const Specimens = memo(function Specimens({ data }: { data: DataShown }) {
  const items = useMemo(() => specimens(data), [data]);
  const hovered = useView((state) => state.hovered);
  const selected = useView((state) => state.selected);
  return (
    <div className={styles.shelf} data-texts={data.texts !== null} data-mixed={isMixed(data)}>
      {items.map((item) => (
        // A shortcut for the pointer: for the keyboard the maps offer the same items.
        <button
          key={item}
          type="button"
          tabIndex={-1}
          className={styles.item}
          data-hovered={item === hovered}
          data-selected={item === selected}
          title={`${data.texts?.[item] || data.classNames[data.labels[item] ?? 0]}: make it the anchor`}
          onPointerEnter={() => hover(item)}
          onPointerLeave={() => hover(null)}
          onClick={() => select(item)}
        >
          {data.texts?.[item] || <Thumbnail data={data} item={item} size={SIZE} />}
        </button>
      ))}
    </div>
  );
});
