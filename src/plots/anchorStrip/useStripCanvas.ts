import { type RefObject, useEffect } from 'react';
import { atlasOf } from '../atlas';
import { clearedContext } from '../canvas';
import type { HeldOut, Size } from '../props';
import type { Picture, StripGeometry } from './geometry';

/** Draws the pictures of a strip whenever it changes, at the screen's own resolution. */
export function useStripCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  geometry: StripGeometry,
  data: HeldOut | null,
  { width, height }: Size,
) {
  useEffect(() => {
    const context = canvas.current && clearedContext(canvas.current, width, height);
    const atlas = atlasOf(data);
    if (!context || !atlas) return;
    const pictures: readonly (Picture | null)[] = [
      geometry.anchor,
      geometry.positive,
      ...geometry.candidates,
    ];
    for (const picture of pictures)
      if (picture) atlas.draw(context, picture.item, picture.x, picture.y, picture.side);
  });
}
