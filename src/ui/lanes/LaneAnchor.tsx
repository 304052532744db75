import { hover, select } from '../../state/view';
import { lazily } from '../common/lazily';
import { Sized } from '../common/Sized';
import { useRun, useView } from '../common/stores';
import type { LaneViewProps } from './laneView';
import styles from './laneViews.module.css';

const AnchorStrip = lazily(() =>
  import('../../plots/anchorStrip/AnchorStrip').then((module) => module.AnchorStrip),
);
const AnchorTexts = lazily(() =>
  import('../../plots/anchorTexts/AnchorTexts').then((module) => module.AnchorTexts),
);

/** One anchor in this lane: its positive, its candidates by rank, and the push on each. */
export function LaneAnchor({ lane: { id }, className }: LaneViewProps) {
  const anchor = useRun(({ lanes }) => lanes.get(id)?.picture?.anchor ?? null);
  const data = useRun((state) => state.data);
  const hovered = useView((state) => state.hovered);
  const selected = useView((state) => state.selected);
  if (data?.texts)
    return (
      <div className={styles.texts}>
        <AnchorTexts {...{ anchor, data, hovered, selected, onHover: hover, onSelect: select }} />
      </div>
    );
  return (
    <Sized className={className}>
      {(size) =>
        data && (
          <AnchorStrip
            anchor={anchor}
            data={data}
            size={size}
            hovered={hovered}
            selected={selected}
            onHover={hover}
            onSelect={select}
          />
        )
      }
    </Sized>
  );
}
