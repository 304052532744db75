import { memo, useMemo } from 'react';
import { Thumbnail } from '../../plots';
import type { DataShown } from '../../protocol/messages';
import { hover, select } from '../../state/view';
import { thousands } from '../common/format';
import { useRun, useView } from '../common/stores';
import styles from './DataShelf.module.css';

const SHOWN = 8;
const SIZE = 26;

/** Texts on the shelf: the first ones, which belong together. */
const TEXTS = 4;

/** One held-out item a class, evenly over the classes; of texts the first few. */
function specimens({ labels, classNames, texts }: DataShown): number[] {
  if (texts) return texts.slice(0, TEXTS).map((_, item) => item);
  const count = Math.min(SHOWN, classNames.length);
  const classes = Array.from({ length: count }, (_, i) =>
    Math.floor((i * classNames.length) / count),
  );
  return classes.map((label) => labels.indexOf(label)).filter((item) => item >= 0);
}

/** How much data there is, and some of the held-out items themselves. */
export function DataShelf() {
  const data = useRun((state) => state.data);
  if (!data) return <p className={styles.counts}>&nbsp;</p>;
  return (
    <>
      <Specimens data={data} />
      <p className={styles.counts}>
        {thousands(data.classNames.length)} classes · {thousands(data.trainCount)} to train on,{' '}
        {thousands(data.labels.length)} held out
      </p>
    </>
  );
}

const Specimens = memo(function Specimens({ data }: { data: DataShown }) {
  const items = useMemo(() => specimens(data), [data]);
  const hovered = useView((state) => state.hovered);
  const selected = useView((state) => state.selected);
  return (
    <div className={styles.shelf} data-texts={data.texts !== null}>
      {items.map((item) => (
        // A pointer's shortcut: the maps offer the same items to the keyboard.
        <button
          key={item}
          type="button"
          tabIndex={-1}
          className={styles.item}
          data-hovered={item === hovered}
          data-selected={item === selected}
          title={`${data.texts?.[item] ?? data.classNames[data.labels[item] ?? 0]}: make it the anchor`}
          onPointerEnter={() => hover(item)}
          onPointerLeave={() => hover(null)}
          onClick={() => select(item)}
        >
          {data.texts ? data.texts[item] : <Thumbnail data={data} item={item} size={SIZE} />}
        </button>
      ))}
    </div>
  );
});
