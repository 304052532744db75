import { useMemo, useRef } from 'react';
import { counted, valueText } from '../../numbers/format';
import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import type { ItemPointing, Size } from '../shared/props';
import { token } from '../shared/tokens';
import { itemGrid, placeOf, sceneLayout } from './geometry';
import { SceneOutlines } from './SceneOutlines';
import styles from './ScenePlot.module.css';
import { SceneSquares } from './SceneSquares';
import { cosinesTo } from './scenePixels';
import { sceneSummary } from './summary';
import { useSceneCanvas } from './useSceneCanvas';
import { useScenePointer } from './useScenePointer';

export interface ScenePlotProps extends ItemPointing {
  readonly scenes: Scenes;
  /** null: the scenes alone. */
  readonly learned: LearnedScene | null;
  readonly size: Size;
  /** Draws the true outlines as well. */
  readonly showTruth?: boolean;
  /** Draws squares as SVG instead of a canvas, for tests. */
  readonly asSvg?: boolean;
  readonly label?: string;
}

/** Width in pixels that a caption needs to say more than the first figure. */
const WIDE = 142;

/**
 * Held-out scenes with what an encoder makes of their pixels: embeddings as colour, found instances
 * outlined. With an item selected its similarity to all others is shown instead, and those that count
 * as one with it are outlined. Clicks and arrow keys select items.
 */
export function ScenePlot({
  scenes,
  learned,
  size,
  showTruth = false,
  hovered = null,
  selected = null,
  asSvg = false,
  label,
  onHover,
  onSelect,
}: ScenePlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const grid = useMemo(() => itemGrid(scenes), [scenes]);
  const layout = useMemo(() => sceneLayout(scenes, size), [scenes, size]);
  const asked = selected !== null && selected < grid.places.length ? selected : null;
  const cosines = useMemo(
    () => (learned && asked !== null ? cosinesTo(learned, asked) : null),
    [learned, asked],
  );
  useSceneCanvas(canvas, { scenes, grid, layout, learned, cosines, size });
  const pointer = useScenePointer(grid, layout, scenes.step, {
    hovered,
    selected: asked,
    onHover,
    onSelect,
  });
  const { scale, caption, corners } = layout;
  const [side, width] = [scale * scenes.step, scale * scenes.width];
  const frameOf = (item: number) => {
    const { scene, column, row } = placeOf(grid, item);
    const corner = corners[scene] ?? { x: 0, y: 0 };
    return { x: corner.x + column * side, y: corner.y + row * side, width: side, height: side };
  };
  return (
    <div className={styles.plot} style={size}>
      {!asSvg && <canvas ref={canvas} />}
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={size.width}
        height={size.height}
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={label ?? sceneSummary(learned)}
      >
        {corners.map(({ x, y }, scene) => (
          <g key={`${x} ${y}`} transform={`translate(${x},${y})`}>
            {asSvg && <SceneSquares {...{ scenes, grid, scene, learned, cosines, side }} />}
            <SceneOutlines {...{ scenes, grid, scene, learned, cosines, showTruth, scale }} />
            {caption > 0 && (
              <text
                y={scenes.height * scale + caption - 4}
                fontSize="10.5"
                fontFamily="system-ui, sans-serif"
                fill={token.quiet}
              >
                {captionOf(learned, scene, width)}
              </text>
            )}
          </g>
        ))}
        {hovered !== null && hovered !== asked && hovered < grid.places.length && (
          <rect {...frameOf(hovered)} fill="none" stroke="#1c1d21" strokeWidth="1.5" />
        )}
        {asked !== null && (
          <g fill="none">
            <rect {...frameOf(asked)} stroke="#ffffff" strokeWidth="5" />
            <rect {...frameOf(asked)} stroke="#1c1d21" strokeWidth="2.5" />
          </g>
        )}
      </svg>
      {!asSvg && onSelect && (
        <div
          {...pointer}
          className={styles.surface}
          role="application"
          aria-roledescription="scenes"
          aria-label="Scenes: arrow keys select the pixel that way"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the arrow keys
          tabIndex={0}
        />
      )}
    </div>
  );
}

function captionOf(learned: LearnedScene | null, scene: number, width: number): string {
  const figures = learned?.scenes[scene];
  if (!figures) return '';
  const first = `ARI ${valueText(figures.adjustedRandIndex)}`;
  if (width < WIDE) return first;
  return `${first} · ${counted(figures.cells, 'cell')}, ${figures.found} found`;
}
