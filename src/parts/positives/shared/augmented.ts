import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import { hasKernel, runKernel } from '../../kernels';
import type { Tf } from '../../part';
import type { Augmentation } from '../positives';

/** Uniform numbers an image takes: angle, two scales, crop, shear, two shifts, brightness. */
export const DRAWS = 8;

/** Strength of each distortion; see the knobs of `views`. */
export interface Strengths {
  readonly rotation: Scalar;
  readonly stretch: Scalar;
  readonly crop: Scalar;
  readonly shear: Scalar;
  readonly shift: Scalar;
  readonly brightness: Scalar;
  readonly noise: Scalar;
}

/**
 * Images under a random affine map, brightness and noise, [N, height, width, channels]. The map
 * runs from the output grid (-1..1 both ways) to the source, which is read bilinearly; beyond the
 * edge it reads the edge. Nothing here needs a gradient. A backend that has a kernel
 * `AugmentedImages` is asked.
 */
export function augmented(
  tf: Tf,
  images: Tensor4D,
  draws: Augmentation,
  strengths: Strengths,
): Tensor4D {
  if (hasKernel(tf, 'AugmentedImages')) {
    const { rotation, stretch, crop, shear, shift, brightness, noise } = strengths;
    const all = tf.stack([rotation, stretch, crop, shear, shift, brightness, noise]);
    return runKernel(tf, 'AugmentedImages', { images, strengths: all, keys: draws.keys() });
  }
  const [n, height, width] = images.shape;
  const unit = tf.split(tf.reshape(draws.perRow(), [n, DRAWS]), DRAWS, 1) as Tensor[];
  /** Draw `index`, spread over -strength..strength, [N, 1, 1]. */
  const spread = (index: number, strength: Scalar) =>
    tf.reshape(tf.mul(tf.sub(tf.mul(unit[index] as Tensor, 2), 1), strength), [n, 1, 1]);
  const angle = spread(0, strengths.rotation);
  const closer = tf.sub(1, tf.mul(tf.reshape(unit[3] as Tensor, [n, 1, 1]), strengths.crop));
  const scaleX = tf.mul(tf.add(1, spread(1, strengths.stretch)), closer);
  const scaleY = tf.mul(tf.add(1, spread(2, strengths.stretch)), closer);
  const gridX = tf.reshape(pixelCentres(tf, width), [1, 1, width]);
  const gridY = tf.reshape(pixelCentres(tf, height), [1, height, 1]);
  const cosine = tf.cos(angle);
  const sine = tf.sin(angle);
  const slanted = tf.add(tf.neg(tf.mul(sine, scaleX)), spread(4, strengths.shear));
  const sourceX = tf.add(
    tf.add(tf.mul(tf.mul(cosine, scaleX), gridX), tf.mul(slanted, gridY)),
    spread(5, strengths.shift),
  );
  const sourceY = tf.add(
    tf.add(tf.mul(tf.mul(sine, scaleY), gridX), tf.mul(tf.mul(cosine, scaleY), gridY)),
    spread(6, strengths.shift),
  );
  const seen = bilinear(tf, images, sourceX as Tensor3D, sourceY as Tensor3D);
  const lit = tf.mul(seen, tf.add(1, tf.reshape(spread(7, strengths.brightness), [n, 1, 1, 1])));
  return tf.add(lit, tf.mul(draws.noise(), strengths.noise));
}

/** Points moved by up to `shift` along the first two axes, with noise on every axis, [N, features]. */
export function jittered(
  tf: Tf,
  points: Tensor2D,
  draws: Augmentation,
  strengths: Pick<Strengths, 'shift' | 'noise'>,
): Tensor2D {
  const [n, features] = points.shape;
  const moved = Math.min(2, features);
  const unit = tf.slice(tf.reshape(draws.perRow(), [n, DRAWS]), [0, 5], [n, moved]);
  const shift = tf.mul(tf.sub(tf.mul(unit, 2), 1), strengths.shift);
  const rest = tf.zeros([n, features - moved]);
  const shifts = features > moved ? tf.concat([shift, rest], 1) : shift;
  return tf.add(tf.add(points, shifts), tf.mul(draws.noise(), strengths.noise));
}

/** Centres of `count` pixels on -1..1. */
const pixelCentres = (tf: Tf, count: number): Tensor1D =>
  tf.sub(tf.mul(tf.add(tf.range(0, count), 0.5), 2 / count), 1);

/** Values at (x, y) on -1..1 of each image, [N, height, width, channels]; the edge goes on outside. */
function bilinear(tf: Tf, images: Tensor4D, x: Tensor3D, y: Tensor3D): Tensor4D {
  const [n, height, width, channels] = images.shape;
  const at = (position: Tensor, count: number) =>
    tf.clipByValue(tf.sub(tf.mul(tf.add(position, 1), count / 2), 0.5), 0, count - 1);
  const column = at(x, width);
  const row = at(y, height);
  const left = tf.minimum(tf.floor(column), width - 2);
  const top = tf.minimum(tf.floor(row), height - 2);
  const right = tf.reshape(tf.sub(column, left), [n, height, width, 1]);
  const bottom = tf.reshape(tf.sub(row, top), [n, height, width, 1]);
  const flat = tf.reshape(images, [n * height * width, channels]);
  const image = tf.mul(tf.reshape(tf.range(0, n), [n, 1, 1]), height * width);
  const corner = tf.add(tf.add(image, tf.mul(top, width)), left);
  const pixel = (offset: number) =>
    tf.reshape(
      tf.gather(flat, tf.reshape(tf.cast(tf.add(corner, offset), 'int32'), [-1])),
      images.shape,
    );
  const mix = (a: Tensor, b: Tensor, share: Tensor) => tf.add(a, tf.mul(tf.sub(b, a), share));
  const upper = mix(pixel(0), pixel(1), right);
  const lower = mix(pixel(width), pixel(width + 1), right);
  return mix(upper, lower, bottom) as Tensor4D;
}
