import type { Items } from '../../parts/data';

/** Items as bytes for thumbnails: `range` spread over 0..255. */
export function thumbnailsOf(
  items: Pick<Items, 'values'>,
  [low, high]: readonly [number, number],
): Uint8Array {
  const { values } = items;
  const scale = 255 / (high - low);
  // A clamped array rounds and keeps within bounds by itself, far faster than a function could.
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = ((values[i] as number) - low) * scale;
  return new Uint8Array(bytes.buffer);
}
