import { useMemo } from 'react';
import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { type ItemGrid, outlines } from './geometry';

/** Scenes are light in every theme, as all pictures are. */
const INK = '#1c1d21';
const PAPER = '#ffffff';

interface SceneOutlinesProps {
  readonly scenes: Scenes;
  readonly grid: ItemGrid;
  readonly scene: number;
  readonly learned: LearnedScene | null;
  /**
   * Cosines of all items with the selected one; if given, similar items are outlined in place of
   * instances.
   */
  readonly cosines: Float32Array | null;
  readonly showTruth: boolean;
  readonly scale: number;
}

/** Outlines over one scene: found instances as a line, true ones dashed. */
export function SceneOutlines({
  scenes,
  grid,
  scene,
  learned,
  cosines,
  showTruth,
  scale,
}: SceneOutlinesProps) {
  const { width, height, step, instances } = scenes;
  const { columns, rows, items } = grid;
  const found = useMemo(() => {
    const own = items.subarray(scene * columns * rows, (scene + 1) * columns * rows);
    const instanceOf = (item: number) => {
      if (item < 0 || !learned) return -1;
      if (cosines) return (cosines[item] as number) > learned.threshold ? 0 : -1;
      return learned.instances[item] as number;
    };
    return outlines(Int32Array.from(own, instanceOf), columns, rows);
  }, [items, scene, columns, rows, learned, cosines]);
  const truth = useMemo(() => {
    if (!showTruth) return '';
    const own = instances.subarray(scene * width * height, (scene + 1) * width * height);
    return outlines(
      Int32Array.from(own, (instance) => instance - 1),
      width,
      height,
    );
  }, [showTruth, instances, scene, width, height]);
  const side = scale * step;
  // Thinner on small pictures, where lines would hide what they surround.
  const line = scale < 3 ? 1.1 : 1.6;
  return (
    <g fill="none" strokeLinecap="square">
      <g transform={`scale(${side})`}>
        <path d={found} stroke={PAPER} strokeWidth={(2.4 * line) / side} strokeOpacity="0.75" />
        <path d={found} stroke={INK} strokeWidth={line / side} />
      </g>
      {truth && (
        <g transform={`scale(${scale})`}>
          <path d={truth} stroke={INK} strokeWidth={(2 * line) / scale} strokeOpacity="0.55" />
          <path
            d={truth}
            stroke={PAPER}
            strokeWidth={line / scale}
            strokeDasharray={`${4 / scale} ${4 / scale}`}
            strokeLinecap="butt"
          />
        </g>
      )}
    </g>
  );
}
