import type { ShownItems } from './props';
import { keepDrawn } from './restored';
import { pictureSize, thumbnailPixels } from './thumbnailPixels';

/** Pictures of all held-out items on one canvas, so that any can be drawn at any size at once. */
export interface Atlas {
  /** Whether the item is a picture, not a text among pictures. */
  has(item: number): boolean;
  /** Draws an item into a square of `side` pixels whose upper left corner is x, y. */
  draw(context: CanvasRenderingContext2D, item: number, x: number, y: number, side: number): void;
}

const atlases = new WeakMap<Uint8Array, Atlas>();

/** The atlas of a data set; made once and shared by all plots. Null if there are no pictures. */
export function atlasOf(data: ShownItems | null): Atlas | null {
  if (!data?.labels.length || !data.thumbnails.length) return null;
  let atlas = atlases.get(data.thumbnails);
  if (!atlas) {
    atlas = makeAtlas(data);
    atlases.set(data.thumbnails, atlas);
  }
  return atlas;
}

function makeAtlas(data: ShownItems): Atlas {
  const { width, height } = pictureSize(data.shape);
  const count = data.labels.length;
  const columns = Math.ceil(Math.sqrt(count));
  const canvas = document.createElement('canvas');
  canvas.width = columns * width;
  canvas.height = Math.ceil(count / columns) * height;
  const left = (item: number) => (item % columns) * width;
  const top = (item: number) => Math.floor(item / columns) * height;
  keepDrawn(canvas, () => {
    // All are put onto the canvas at once, which takes a third of the time that one by one does.
    const all = new ImageData(canvas.width, canvas.height);
    for (let item = 0; item < count; item++) {
      const pixels = thumbnailPixels(data, item).data;
      for (let y = 0; y < height; y++)
        all.data.set(
          pixels.subarray(4 * y * width, 4 * (y + 1) * width),
          4 * ((top(item) + y) * canvas.width + left(item)),
        );
    }
    canvas.getContext('2d')?.putImageData(all, 0, 0);
  });
  return {
    has: (item) => !data.texts?.[item],
    draw(target, item, x, y, side) {
      if (item < 0 || item >= count) return;
      target.drawImage(canvas, left(item), top(item), width, height, x, y, side, side);
    },
  };
}

let scratch: HTMLCanvasElement | null = null;

/** Draws one picture without an atlas, for items of which only a few are seen at a time. */
export function drawPicture(
  target: CanvasRenderingContext2D,
  data: Pick<ShownItems, 'shape' | 'thumbnails'>,
  item: number,
  { x, y, side }: { readonly x: number; readonly y: number; readonly side: number },
) {
  const { width, height } = pictureSize(data.shape);
  if (!width || !height || !data.thumbnails.length) return;
  scratch ??= document.createElement('canvas');
  if (scratch.width !== width) scratch.width = width;
  if (scratch.height !== height) scratch.height = height;
  const pixels = new ImageData(thumbnailPixels(data, item).data, width, height);
  scratch.getContext('2d')?.putImageData(pixels, 0, 0);
  target.drawImage(scratch, x, y, side, side);
}
