import { FileProblem } from '../../shared/problem';
import type { Decode, Pixels } from './picture';
import { pictureHead } from './pictureHead';

const NO_CANVAS =
  'This browser can’t read pictures here, since it has no OffscreenCanvas; Safari has it from version 16.4 on. Tables and arrays can be read.';

/** Why no picture file can be read in this worker, in a sentence; null where they can. */
export const whyNoPictures = (scope: object = globalThis): string | null =>
  'WorkerGlobalScope' in scope && !('OffscreenCanvas' in scope) ? NO_CANVAS : null;

let canvas: OffscreenCanvasRenderingContext2D | null = null;

/** One canvas for all pictures, since to make one takes longer than to decode a small picture. */
function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (canvas?.canvas.width !== width || canvas.canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('this browser gives no canvas to read pictures with');
    canvas.imageSmoothingQuality = 'high';
  }
  return canvas;
}

/** A decoded picture that a canvas can draw. */
interface Drawable {
  readonly image: ImageBitmap | VideoFrame;
  readonly width: number;
  readonly height: number;
}

/** Decodes through a Blob: by way of the browser's main process, which takes four times as long. */
async function bitmapOf(bytes: Uint8Array<ArrayBuffer>): Promise<Drawable> {
  const image = await createImageBitmap(new Blob([bytes]));
  return { image, width: image.width, height: image.height };
}

/**
 * Whether the file may say how the camera was held ("Exif" in JPEG, "eXIf" in PNG, "EXIF" in WebP).
 */
function hasExif(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x78); at >= 0; at = bytes.indexOf(0x78, at + 1))
    if (spellsExif(bytes, at)) return true;
  for (let at = bytes.indexOf(0x58); at >= 0; at = bytes.indexOf(0x58, at + 1))
    if (spellsExif(bytes, at)) return true;
  return false;
}

const spellsExif = (bytes: Uint8Array, x: number): boolean =>
  String.fromCharCode(...bytes.subarray(Math.max(0, x - 1), x + 3)).toLowerCase() === 'exif';

/**
 * Decodes straight from the bytes. Null if the browser can't do that, or if the picture may have to
 * be rotated.
 */
async function frameOf(bytes: Uint8Array<ArrayBuffer>): Promise<Drawable | null> {
  const type = pictureHead(bytes)?.type;
  if (!('ImageDecoder' in globalThis) || !type || hasExif(bytes)) return null;
  const decoder = new ImageDecoder({ data: bytes, type: `image/${type}` });
  try {
    const { image } = await decoder.decode();
    return { image, width: image.displayWidth, height: image.displayHeight };
  } catch {
    return null;
  } finally {
    decoder.close();
  }
}

/**
 * The pixels of a picture as they lie in memory, in a tenth of the time that a canvas takes. Null
 * if a canvas has to convert them.
 */
async function pixelsIn({ image, width, height }: Drawable): Promise<Pixels | null> {
  if (!('copyTo' in image)) return null;
  const { primaries, transfer } = image.colorSpace;
  if (primaries !== 'bt709' || transfer !== 'iec61966-2-1') return null;
  const [, order = '', last] = /^(RGB|BGR)([AX])$/.exec(image.format ?? '') ?? [];
  if (!order || image.visibleRect?.width !== width || image.visibleRect.height !== height)
    return null;
  const rgba = new Uint8Array(width * height * 4);
  await image.copyTo(rgba);
  for (let at = 0; at < rgba.length; at += 4) {
    if (order === 'BGR') {
      const blue = rgba[at] as number;
      rgba[at] = rgba[at + 2] as number;
      rgba[at + 2] = blue;
    }
    if (last === 'X') rgba[at + 3] = 255;
  }
  return { width, height, rgba };
}

/**
 * Decodes pictures with the browser's own decoders, in a worker or a page. A photo is rotated as
 * its Exif data say; of an animation the first frame is taken; large pictures are scaled down
 * smoothly.
 */
export const decodeInBrowser: Decode = async (bytes, longest) => {
  const obstacle = whyNoPictures();
  if (obstacle) throw new FileProblem(obstacle, { isFatal: true });
  const own = bytes as Uint8Array<ArrayBuffer>;
  const drawable = (await frameOf(own)) ?? (await bitmapOf(own));
  try {
    const scale = Math.min(1, longest / Math.max(drawable.width, drawable.height));
    const width = Math.max(1, Math.round(drawable.width * scale));
    const height = Math.max(1, Math.round(drawable.height * scale));
    const plain = scale === 1 ? await pixelsIn(drawable) : null;
    if (plain) return plain;
    const context = canvasOf(width, height);
    context.clearRect(0, 0, width, height);
    context.drawImage(drawable.image, 0, 0, width, height);
    return { width, height, rgba: context.getImageData(0, 0, width, height).data };
  } finally {
    drawable.image.close();
  }
};
