import type { Atlas } from '../shared/atlas';
import { markPath } from '../shared/marks';
import { type MarkShape, shapeNames } from '../shared/palette';
import type { CanvasColours } from '../shared/tokens';
import type { MapFrame, Projected } from './geometry';
import {
  dotOpacity,
  dotRadius,
  framedMarks,
  picturedItems,
  type Role,
  type RoleMark,
} from './marks';
import { ringBars, ringBarWidth } from './ring';

/** What a map draws on its canvas, apart from where things are. */
export interface MapScene {
  readonly frame: MapFrame;
  readonly isCircle: boolean;
  readonly labels: ArrayLike<number>;
  /** Of each class. */
  readonly colours: readonly string[];
  /** Of each item. */
  readonly shapeOf: (item: number) => MarkShape;
  readonly highlighted: ReadonlySet<number>;
  readonly hovered: number | null;
  readonly marks: readonly RoleMark[];
  readonly atlas: Atlas | null;
  readonly showThumbnails: boolean;
  readonly tokens: CanvasColours;
}

const roleColour = (tokens: CanvasColours): Record<Role, string> => ({
  anchor: tokens.ink,
  positive: tokens.positive,
  chosen: tokens.chosen,
  false: tokens.false,
});

const dotPaths = new Map<string, Path2D>();

function dotPath(shape: MarkShape, radius: number): Path2D {
  const key = `${shape} ${radius.toFixed(2)}`;
  let path = dotPaths.get(key);
  if (!path) {
    path = new Path2D(markPath(shape, radius));
    dotPaths.set(key, path);
  }
  return path;
}

/** Side of a picture on the map and of one of a marked item, pixels. */
const pictureSide = ({ size }: MapFrame) => Math.min(30, Math.max(18, size / 14));
/** Side of the frame around a mere dot. */
const DOT_SIDE = 14;
const framedSide = ({ size }: MapFrame) => (size < 320 ? 20 : 26);

/** Draws a map's points, lines and pictures; the context is cleared and counts CSS pixels. */
export function paintMap(context: CanvasRenderingContext2D, at: Projected, scene: MapScene) {
  paintLines(context, at, scene);
  paintDots(context, at, scene);
  if (scene.isCircle) paintRing(context, at, scene);
  if (scene.showThumbnails) paintPictures(context, at, scene);
  for (const mark of framedMarks(scene.marks)) paintFramed(context, at, mark, scene);
  if (scene.hovered !== null) paintHovered(context, at, scene.hovered, scene);
}

function paintLines(context: CanvasRenderingContext2D, { x, y }: Projected, scene: MapScene) {
  const anchor = scene.marks.at(-1);
  if (!anchor || x[anchor.item] === undefined) return;
  const colours = roleColour(scene.tokens);
  for (const { item, role } of scene.marks) {
    if (x[item] === undefined) continue;
    context.strokeStyle = colours[role];
    context.lineWidth = role === 'positive' ? 2 : 1.2;
    context.setLineDash(role === 'false' ? [4, 3] : []);
    context.beginPath();
    context.moveTo(x[anchor.item] as number, y[anchor.item] as number);
    context.lineTo(x[item] as number, y[item] as number);
    context.stroke();
  }
  context.setLineDash([]);
}

function paintDots(context: CanvasRenderingContext2D, at: Projected, scene: MapScene) {
  const radius = dotRadius(scene.frame);
  const paths = Object.fromEntries(
    shapeNames.map((shape) => [shape, dotPath(shape, radius)]),
  ) as Record<MarkShape, Path2D>;
  const { highlighted, labels, colours, shapeOf } = scene;
  const someAreLit = highlighted.size > 0;
  const paint = (isNear: boolean) => {
    for (let item = 0; item < at.x.length; item++) {
      const depth = at.depth[item] as number;
      if (depth >= 0 !== isNear) continue;
      const label = labels[item] ?? 0;
      const [left, top] = [at.x[item] as number, at.y[item] as number];
      context.globalAlpha = dotOpacity(depth, highlighted.has(item), someAreLit);
      context.fillStyle = colours[label] ?? scene.tokens.ink;
      context.translate(left, top);
      context.fill(paths[shapeOf(item)]);
      context.translate(-left, -top);
    }
  };
  paint(false);
  paint(true);
  context.globalAlpha = 1;
}

function paintRing(context: CanvasRenderingContext2D, at: Projected, scene: MapScene) {
  context.lineWidth = ringBarWidth(scene.frame);
  for (const { label, x1, y1, x2, y2 } of ringBars(at, scene.labels, scene.frame)) {
    context.strokeStyle = scene.colours[label] ?? scene.tokens.ink;
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  }
}

function paintPictures(context: CanvasRenderingContext2D, at: Projected, scene: MapScene) {
  const { atlas } = scene;
  if (!atlas) return;
  const side = pictureSide(scene.frame);
  const someAreLit = scene.highlighted.size > 0;
  for (const item of picturedItems(at, side, atlas.has)) {
    const [left, top] = [(at.x[item] as number) - side / 2, (at.y[item] as number) - side / 2];
    context.globalAlpha = someAreLit && !scene.highlighted.has(item) ? 0.2 : 1;
    atlas.draw(context, item, left, top, side);
    context.strokeStyle = scene.colours[scene.labels[item] ?? 0] ?? scene.tokens.ink;
    context.lineWidth = 1.5;
    context.strokeRect(left, top, side, side);
  }
  context.globalAlpha = 1;
}

/** The anchor in a ring, the others in a square, each with its picture; without pictures around its dot. */
function paintFramed(
  context: CanvasRenderingContext2D,
  { x, y }: Projected,
  { item, role }: RoleMark,
  scene: MapScene,
) {
  if (x[item] === undefined) return;
  const atlas = scene.atlas?.has(item) ? scene.atlas : null;
  const side = (atlas ? framedSide(scene.frame) : DOT_SIDE) + (role === 'anchor' ? 4 : 0);
  const [left, top] = [(x[item] as number) - side / 2, (y[item] as number) - side / 2];
  const outline = new Path2D();
  if (role === 'anchor') outline.arc(left + side / 2, top + side / 2, side / 2, 0, 7);
  else outline.roundRect(left, top, side, side, 4);
  if (atlas) {
    context.save();
    context.clip(outline);
    context.fillStyle = scene.tokens.card;
    context.fillRect(left, top, side, side);
    atlas.draw(context, item, left, top, side);
    context.restore();
  }
  context.strokeStyle = roleColour(scene.tokens)[role];
  context.lineWidth = 2;
  context.setLineDash(role === 'false' ? [4, 2] : []);
  context.stroke(outline);
  context.setLineDash([]);
}

function paintHovered(
  context: CanvasRenderingContext2D,
  { x, y }: Projected,
  item: number,
  scene: MapScene,
) {
  if (x[item] === undefined) return;
  const [left, top] = [x[item] as number, y[item] as number];
  context.strokeStyle = scene.tokens.ink;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(left, top, dotRadius(scene.frame) + 3, 0, 7);
  context.stroke();
}
