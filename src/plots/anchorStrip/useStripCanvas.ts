import { type RefObject, useEffect } from 'react';
import { type Atlas, atlasOf, drawPicture } from '../shared/atlas';
import { originOf } from '../shared/candidate';
import { clearedContext } from '../shared/canvas';
import type { ShownItems, Size } from '../shared/props';
import { useRestored } from '../shared/restored';
import type { StripGeometry, StripPicture } from './geometry';

/** Draws the item of a picture. A candidate without an item has a mark in the SVG above instead. */
function draw(
  context: CanvasRenderingContext2D,
  { item, x, y, side }: StripPicture,
  data: ShownItems,
  atlas: Atlas,
) {
  const origin = originOf(item);
  if (origin.kind === 'heldOut') atlas.draw(context, origin.item, x, y, side);
  if (origin.kind !== 'training') return;
  const train = { shape: data.shape, thumbnails: data.train.thumbnails };
  drawPicture(context, train, origin.item, { x, y, side });
}

/** Draws the pictures of a strip whenever it changes, at the screen's own resolution. */
export function useStripCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  geometry: StripGeometry,
  data: ShownItems | null,
  { width, height }: Size,
) {
  useRestored();
  useEffect(() => {
    const context = canvas.current && clearedContext(canvas.current, width, height);
    const atlas = atlasOf(data);
    if (!context || !atlas || !data) return;
    const pictures: readonly (StripPicture | null)[] = [
      geometry.anchor,
      geometry.positive,
      ...geometry.candidates,
    ];
    for (const picture of pictures) if (picture) draw(context, picture, data, atlas);
  });
}
