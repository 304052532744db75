import { hasPictures, LatentMap, useSize } from '../../plots';
import { hover, select, turnSphere } from '../../state/view';
import { useRun, useView } from '../common/stores';
import { useLens } from '../lenses/useLens';
import styles from './Lanes.module.css';

/** Where the lane's encoder puts the held-out items, or what it has learnt seen through a lens. */
export function LaneMap({ id }: { id: number }) {
  const lens = useLens();
  return lens?.isOn ? (
    <div className={`${styles.map} ${styles.lens}`}>
      <lens.View id={id} />
    </div>
  ) : (
    <LaneLatentMap id={id} />
  );
}

function LaneLatentMap({ id }: { id: number }) {
  const [slot, { width, height }] = useSize();
  const view = useRun(({ lanes }) => lanes.get(id)?.picture?.map ?? null);
  const anchor = useRun(({ lanes }) => lanes.get(id)?.picture?.anchor ?? null);
  const data = useRun((state) => state.data);
  const { hovered, selected, highlighted, rotation, thumbnails } = useView((state) => state);
  const size = Math.min(width, height);
  return (
    <div ref={slot} className={styles.map}>
      {size > 0 && (
        <LatentMap
          view={view}
          data={data}
          size={size}
          anchor={anchor}
          hovered={hovered}
          selected={selected}
          highlighted={highlighted}
          showThumbnails={thumbnails && hasPictures(data)}
          rotation={rotation}
          onHover={hover}
          onSelect={select}
          onRotate={turnSphere}
        />
      )}
    </div>
  );
}
