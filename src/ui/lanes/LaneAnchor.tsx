import { useSize } from '../../plots';
import { hover, select } from '../../state/view';
import { lazily } from '../common/lazily';
import { useRun, useView } from '../common/stores';
import styles from './Lanes.module.css';

const AnchorStrip = lazily(() =>
  import('../../plots/anchorStrip/AnchorStrip').then((module) => module.AnchorStrip),
);
const AnchorTexts = lazily(() =>
  import('../../plots/anchorTexts/AnchorTexts').then((module) => module.AnchorTexts),
);

/** One anchor in this lane: its positive, its candidates by rank, and the push on each. */
export function LaneAnchor({ id }: { id: number }) {
  const [slot, size] = useSize();
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
    <div ref={slot} className={styles.anchor}>
      {data && size.width > 0 && (
        <AnchorStrip
          anchor={anchor}
          data={data}
          size={size}
          hovered={hovered}
          selected={selected}
          onHover={hover}
          onSelect={select}
        />
      )}
    </div>
  );
}
