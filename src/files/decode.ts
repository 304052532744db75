import type { Decode } from './picture';

let canvas: OffscreenCanvasRenderingContext2D | null = null;

/** One canvas for all pictures: to make one takes longer than to unpack a small picture. */
function canvasOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  if (canvas?.canvas.width !== width || canvas.canvas.height !== height) {
    canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('this browser gives no canvas to read pictures with');
    canvas.imageSmoothingQuality = 'high';
  }
  return canvas;
}

/**
 * Unpacks pictures with the browser's own decoders, in a worker or a page. Turned as the camera held
 * it; the first frame of an animation; large ones scaled down smoothly.
 */
export const decodeInBrowser: Decode = async (bytes, longest) => {
  const bitmap = await createImageBitmap(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  try {
    const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvasOf(width, height);
    context.clearRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    return { width, height, rgba: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
};
