import type { Lane } from '../../recipe/recipe';
import { hover, select } from '../../state/view';
import { lazily } from '../common/lazily';
import { useRun, useView } from '../common/stores';
import type { LaneViewProps } from './laneView';
import styles from './laneViews.module.css';
import { plotted } from './plotted';

const AnchorStrip = lazily(() =>
  import('../../plots/anchorStrip/AnchorStrip').then((module) => module.AnchorStrip),
);
const AnchorTexts = lazily(() =>
  import('../../plots/anchorTexts/AnchorTexts').then((module) => module.AnchorTexts),
);

function useAnchor({ id }: Lane) {
  const anchor = useRun(({ lanes }) => lanes.get(id)?.picture?.anchor ?? null);
  const data = useRun((state) => state.data);
  const hovered = useView((state) => state.hovered);
  const selected = useView((state) => state.selected);
  return data && { anchor, data, hovered, selected, onHover: hover, onSelect: select };
}

const Strip = plotted(AnchorStrip, useAnchor);

function Texts({ lane }: Pick<LaneViewProps, 'lane'>) {
  const props = useAnchor(lane);
  return <div className={styles.texts}>{props && <AnchorTexts {...props} />}</div>;
}

/** One anchor in this lane: its positive, its candidates by rank, and the push on each. */
export function LaneAnchor(props: LaneViewProps) {
  const isText = useRun(({ data }) => data?.texts != null);
  return isText ? <Texts lane={props.lane} /> : <Strip {...props} />;
}
