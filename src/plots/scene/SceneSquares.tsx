import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { over } from './colours';
import type { ItemGrid } from './geometry';
import { itemColour } from './scenePixels';

interface SceneSquaresProps {
  readonly scenes: Scenes;
  readonly grid: ItemGrid;
  readonly scene: number;
  readonly learned: LearnedScene | null;
  readonly cosines: Float32Array | null;
  /** Of a square, pixels. */
  readonly side: number;
}

/** What the canvas shows of a scene, one square per item: for tests to look at. */
export function SceneSquares({ scenes, grid, scene, learned, cosines, side }: SceneSquaresProps) {
  const { columns, rows, items } = grid;
  return Array.from({ length: columns * rows }, (_, place) => {
    const item = items[scene * columns * rows + place] as number;
    if (item < 0) return null;
    const ink = scenes.ink[scenes.places[item] as number] as number;
    const colour = learned ? itemColour(learned, cosines, item) : ([255, 255, 255] as const);
    const seen = over(colour, ink, cosines ? 'heat' : 'colours').map(Math.round);
    return (
      <rect
        key={item}
        x={(place % columns) * side}
        y={Math.floor(place / columns) * side}
        width={side}
        height={side}
        fill={`rgb(${seen.join(',')})`}
      />
    );
  });
}
