import { decimal, percent } from '../../../numbers/format';
import { useSize } from '../../../plots';
import { ScenePlot } from '../../../plots/scene/ScenePlot';
import { hover, select } from '../../../state/view';
import { useRun, useView } from '../../common/stores';
import { useLensState } from '../shared/useLensState';
import styles from './SceneView.module.css';

/** What a lane's encoder makes of held-out scenes: pixels by colour, cells outlined, and how well. */
export function SceneView({ id }: { id: number }) {
  const [slot, size] = useSize();
  const learned = useRun(({ lanes }) => lanes.get(id)?.picture?.learned ?? null);
  const scenes = useRun(({ data }) => data?.scenes ?? null);
  const hovered = useView((state) => state.hovered);
  const selected = useView((state) => state.selected);
  const isTruthShown = useLensState((state) => state.isTruthShown);
  const seen = learned?.lens === 'scene' ? learned : null;
  return (
    <div className={styles.view}>
      <dl className={styles.figures} aria-label="How well held-out cells are told apart">
        <Figure
          name="ARI"
          value={decimal(seen?.adjustedRandIndex)}
          title="Adjusted Rand index of found cells against true ones, mean over scenes: 0 by chance, 1 at best"
        />
        <Figure
          name="IoU"
          className={styles.overlap}
          value={decimal(seen?.overlap)}
          title="Best overlap of a found cell with each true one, intersection over union, mean: 1 at best"
        />
        <Figure
          name="Borders"
          value={percent(seen?.bordersApart)}
          title="Share of neighbouring pixels of two cells that are told apart: cosine below 0.6"
        />
      </dl>
      <div ref={slot} className={styles.plot}>
        {scenes && size.width > 0 && (
          <ScenePlot
            scenes={scenes}
            learned={seen}
            size={size}
            showTruth={isTruthShown}
            hovered={hovered}
            selected={selected}
            onHover={hover}
            onSelect={select}
          />
        )}
      </div>
    </div>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly title: string;
  readonly className?: string | undefined;
}

function Figure({ name, value, title, className }: FigureProps) {
  return (
    <div title={title} className={className}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
