import type { Side } from '../../shared/side';

/** A picture unpacked: 4 bytes a pixel (red, green, blue, opacity), row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/**
 * Unpacks the bytes of a PNG, JPEG, GIF, WebP, BMP or AVIF file; a large one may come scaled down to
 * no side longer than `longest`. @throws anything when it can't
 */
export type Decode = (bytes: Uint8Array, longest: number) => Promise<Pixels>;

/** One picture with its class, not read yet. */
export interface LabelledPicture {
  readonly name: string;
  readonly label: string;
  readonly side: Side | null;
  /** @throws FileProblem or anything else when it can't be read */
  pixels(decode: Decode, longest: number): Promise<Pixels>;
}
