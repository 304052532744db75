import type { Scenes } from '../../parts/data';
import type { Size } from '../shared/props';

/** Pixels between two pictures, and below each of them for its words, if there is room. */
const GAP = 8;
const CAPTION = 15;
/** Pictures smaller than this, CSS pixels across, have no words. */
const LEGIBLE = 88;

/** Pictures side by side, as large as there is room; CSS pixels from the upper left corner. */
export interface SceneLayout {
  readonly columns: number;
  /** CSS pixels of one pixel of a scene; 0 where there is no room. */
  readonly scale: number;
  /** Height of the words below each picture; 0 where pictures are too small for any. */
  readonly caption: number;
  /** Upper left corner of each picture. */
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}

/** Held-out items in the grid of each scene, row by row, one scene after the other. */
export interface ItemGrid {
  readonly columns: number;
  readonly rows: number;
  /** Item at each place; -1 for none, [scenes, rows, columns]. */
  readonly items: Int32Array;
  /** Place of each item in `items`, [items]. */
  readonly places: Int32Array;
}

type SceneSizes = Pick<Scenes, 'count' | 'width' | 'height' | 'step'>;

/**
 * The arrangement in which pictures are largest; each of their squares takes whole pixels on
 * screen.
 */
export function sceneLayout(scenes: SceneSizes, room: Size): SceneLayout {
  const captioned = layoutWith(scenes, room, CAPTION);
  return scenes.width * captioned.scale < LEGIBLE ? layoutWith(scenes, room, 0) : captioned;
}

function layoutWith(
  { count, width, height, step }: SceneSizes,
  room: Size,
  caption: number,
): SceneLayout {
  const scaleOf = (columns: number) => {
    const rows = Math.ceil(count / columns);
    const across = (room.width - GAP * (columns - 1)) / columns / width;
    const down = (room.height - GAP * (rows - 1) - caption * rows) / rows / height;
    return Math.max(0, Math.floor(Math.min(across, down) * step) / step);
  };
  const choices = Array.from({ length: count }, (_, i) => i + 1);
  const columns = choices.reduce((best, one) => (scaleOf(one) > scaleOf(best) ? one : best), 1);
  const scale = scaleOf(columns);
  const rows = Math.ceil(count / columns);
  const [across, down] = [width * scale + GAP, height * scale + caption + GAP];
  const left = Math.max(0, (room.width - (across * columns - GAP)) / 2);
  const top = Math.max(0, (room.height - (down * rows - GAP)) / 2);
  return {
    columns,
    scale,
    caption,
    corners: Array.from({ length: count }, (_, scene) => ({
      x: Math.floor(left + across * (scene % columns)),
      y: Math.floor(top + down * Math.floor(scene / columns)),
    })),
  };
}

export function itemGrid({ count, width, height, step, places }: Scenes): ItemGrid {
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const items = new Int32Array(count * rows * columns).fill(-1);
  const own = Int32Array.from(places, (place) => {
    const pixel = place % (width * height);
    const scene = Math.floor(place / (width * height));
    const row = Math.floor(Math.floor(pixel / width) / step);
    return (scene * rows + row) * columns + Math.floor((pixel % width) / step);
  });
  own.forEach((place, item) => {
    items[place] = item;
  });
  return { columns, rows, items, places: own };
}

/** Scene, column and row of an item in the grid. */
export function placeOf({ columns, rows, places }: ItemGrid, item: number) {
  const place = places[item] as number;
  return {
    scene: Math.floor(place / (columns * rows)),
    column: place % columns,
    row: Math.floor(place / columns) % rows,
  };
}

const itemIn = (grid: ItemGrid, scene: number, column: number, row: number): number | null => {
  const isInside = column >= 0 && column < grid.columns && row >= 0 && row < grid.rows;
  const item = isInside ? grid.items[(scene * grid.rows + row) * grid.columns + column] : undefined;
  return item === undefined || item < 0 ? null : item;
};

/** The item under a point, or null. */
export function itemAt(grid: ItemGrid, layout: SceneLayout, step: number, x: number, y: number) {
  const side = layout.scale * step;
  for (const [scene, corner] of layout.corners.entries()) {
    const column = Math.floor((x - corner.x) / side);
    const item = itemIn(grid, scene, column, Math.floor((y - corner.y) / side));
    if (item !== null) return item;
  }
  return null;
}

/**
 * The item beside another: the next one in its scene or, at an edge, the first of the scene on that
 * side. Without a current item, the middle of the first scene. Null if there is none.
 */
export function itemTowards(
  grid: ItemGrid,
  layout: SceneLayout,
  from: number | null,
  right: number,
  down: number,
): number | null {
  const { columns, rows } = grid;
  if (from === null) return itemIn(grid, 0, columns >> 1, rows >> 1);
  const { scene, column, row } = placeOf(grid, from);
  const within = itemIn(grid, scene, column + right, row + down);
  if (within !== null) return within;
  const across = (scene % layout.columns) + right;
  const next = scene + right + down * layout.columns;
  if (across < 0 || across >= layout.columns || next < 0 || next >= layout.corners.length)
    return null;
  return itemIn(grid, next, (column + right + columns) % columns, (row + down + rows) % rows);
}

/**
 * Lines between places of different instances, [rows, columns], as SVG path data in units of a
 * place. Below 0 is background: an instance is outlined against it, but it has no outline of its
 * own.
 */
export function outlines(instances: ArrayLike<number>, columns: number, rows: number): string {
  const at = (column: number, row: number) =>
    column < 0 || row < 0 || column >= columns || row >= rows
      ? -1
      : (instances[row * columns + column] as number);
  const lines: string[] = [];
  const along = (
    length: number,
    parts: (i: number) => boolean,
    line: (i: number, n: number) => string,
  ) => {
    for (let i = 0; i < length; i++) {
      if (!parts(i)) continue;
      const from = i;
      while (i + 1 < length && parts(i + 1)) i++;
      lines.push(line(from, i + 1 - from));
    }
  };
  for (let column = 0; column <= columns; column++)
    along(
      rows,
      (row) => at(column - 1, row) !== at(column, row),
      (row, n) => `M${column},${row}v${n}`,
    );
  for (let row = 0; row <= rows; row++)
    along(
      columns,
      (column) => at(column, row - 1) !== at(column, row),
      (column, n) => `M${column},${row}h${n}`,
    );
  return lines.join('');
}
