import { useEffect, useRef } from 'react';
import type { ShownItems } from './props';
import { useRestored } from './restored';
import { pictureSize, thumbnailPixels } from './thumbnailPixels';

export interface ThumbnailProps {
  readonly data: Pick<ShownItems, 'shape' | 'thumbnails'>;
  readonly item: number;
  /** Height on screen, pixels; the width follows the shape. */
  readonly size: number;
  /** What it shows, for a screen reader; without it the picture is decorative. */
  readonly label?: string;
  readonly className?: string;
}

/** One item as a picture, ink on white in every theme. */
export function Thumbnail({ data, item, size, label, className }: ThumbnailProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = pictureSize(data.shape);
  const restored = useRestored();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a restored canvas is blank
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !width || !height) return;
    const pixels = thumbnailPixels(data, item);
    context.putImageData(new ImageData(pixels.data, width, height), 0, 0);
  }, [data, item, width, height, restored]);
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      className={className}
      style={{ width: height ? (size * width) / height : size, height: size }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  );
}
