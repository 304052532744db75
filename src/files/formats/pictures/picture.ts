import type { Side } from '../../shared/side';

/** A decoded picture: 4 bytes a pixel (red, green, blue, opacity), row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** From 0 to 255. Floats keep what 8 bits can't hold, and may lie beyond. */
  readonly rgba: Uint8Array | Uint8ClampedArray | Float32Array;
}

/**
 * Decodes the bytes of a PNG, JPEG, GIF, WebP, BMP or AVIF file. A large picture may be scaled down
 * until no side is longer than `longest` pixels. @throws anything when it can't
 */
export type Decode = (bytes: Uint8Array, longest: number) => Promise<Pixels>;

/** A picture with its class, not read yet. */
export interface LabelledPicture {
  readonly name: string;
  readonly label: string;
  readonly side: Side | null;
  /** @throws FileProblem or anything else when it can't be read */
  pixels(decode: Decode, longest: number): Promise<Pixels>;
}
