import { hasPictures, LatentMap } from '../../plots';
import { hover, select, turnSphere } from '../../state/view';
import { Sized } from '../common/Sized';
import { useRun, useView } from '../common/stores';
import { useLens } from '../lenses/useLens';
import type { LaneViewProps } from './laneView';
import styles from './laneViews.module.css';

/** Where the lane's encoder puts the held-out items; or its lens, if that is on. */
export function LaneMap({ lane, className }: LaneViewProps) {
  const lens = useLens();
  return lens?.isOn ? (
    <div className={`${className} ${styles.lens}`}>
      <lens.View id={lane.id} />
    </div>
  ) : (
    <LaneLatentMap lane={lane} className={className} />
  );
}

function LaneLatentMap({ lane: { id }, className }: LaneViewProps) {
  const view = useRun(({ lanes }) => lanes.get(id)?.picture?.map ?? null);
  const anchor = useRun(({ lanes }) => lanes.get(id)?.picture?.anchor ?? null);
  const data = useRun((state) => state.data);
  const { hovered, selected, highlighted, rotation, thumbnails } = useView((state) => state);
  return (
    <Sized className={className}>
      {({ width, height }) => (
        <LatentMap
          view={view}
          data={data}
          size={Math.min(width, height)}
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
    </Sized>
  );
}
