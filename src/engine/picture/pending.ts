import type { Lane } from '../lanes/lane';
import type { PictureFacts } from './facts';
import type { PictureNumbers } from './groups';

/** A lane's picture at one moment; its numbers may still be on their way from the device. */
export interface PendingPicture {
  readonly lane: Lane;
  readonly facts: PictureFacts;
  readonly numbers: Promise<PictureNumbers<Float32Array>>;
}
