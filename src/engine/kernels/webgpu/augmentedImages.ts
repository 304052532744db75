import type { TensorInfo } from '@tensorflow/tfjs-core';
import { COSINE_OF_TURNS, NORMAL_FUNCTION, RANDOM_FUNCTIONS } from './counterRandom';
import { type KernelArguments, run } from './program';

/**
 * `AugmentedImages`: what `parts/positives/augmented.ts` composes of some sixty ops, in one
 * dispatch: a random affine map read bilinearly, brightness and noise. Images [N, height, width,
 * channels]; `strengths` [7] are rotation, stretch, crop, shear, shift, brightness, noise; `keys`
 * [2] name the streams of the draws (eight an image) and of the noise. A thread makes one number
 * and works out its image's map for itself.
 */
export function augmentedImages({
  inputs: { images, strengths, keys },
  backend,
}: KernelArguments<'AugmentedImages'>): TensorInfo {
  const [n = 0, height = 1, width = 1, channels = 1] = images.shape;
  const [result] = run(backend, {
    name: 'AugmentedImages',
    inputs: {
      images: [images, 'f32'],
      strengths: [strengths, 'f32'],
      keys: [keys, 'u32'],
    },
    outputs: { result: [images.shape, 'f32'] },
    size: { threads: n * height * width * channels },
    declarations: `
      const HEIGHT = ${height};
      const WIDTH = ${width};
      const CHANNELS = ${channels};
      ${RANDOM_FUNCTIONS}${COSINE_OF_TURNS}${NORMAL_FUNCTION}
      fn spread(image : i32, draw : u32, strength : f32) -> f32 {
        return (2.0 * uniformAt(keys[0], u32(image) * 8u + draw) - 1.0) * strength;
      }
      fn pixel(image : i32, row : i32, column : i32, channel : i32) -> f32 {
        return images[((image * HEIGHT + row) * WIDTH + column) * CHANNELS + channel];
      }`,
    body: `
      let channel = thread % CHANNELS;
      let x = thread / CHANNELS % WIDTH;
      let y = thread / (CHANNELS * WIDTH) % HEIGHT;
      let image = thread / (CHANNELS * WIDTH * HEIGHT);

      let turns = spread(image, 0u, strengths[0]) / 6.2831853;
      let cosine = cosineOfTurns(turns);
      let sine = cosineOfTurns(turns - 0.25);
      let closer = 1.0 - uniformAt(keys[0], u32(image) * 8u + 3u) * strengths[2];
      let scaleX = (1.0 + spread(image, 1u, strengths[1])) * closer;
      let scaleY = (1.0 + spread(image, 2u, strengths[1])) * closer;
      let gridX = (f32(x) + 0.5) * (2.0 / f32(WIDTH)) - 1.0;
      let gridY = (f32(y) + 0.5) * (2.0 / f32(HEIGHT)) - 1.0;
      let slanted = spread(image, 4u, strengths[3]) - sine * scaleX;
      let sourceX = cosine * scaleX * gridX + slanted * gridY + spread(image, 5u, strengths[4]);
      let sourceY = sine * scaleY * gridX + cosine * scaleY * gridY + spread(image, 6u, strengths[4]);

      let column = clamp((sourceX + 1.0) * (f32(WIDTH) / 2.0) - 0.5, 0.0, f32(WIDTH - 1));
      let row = clamp((sourceY + 1.0) * (f32(HEIGHT) / 2.0) - 0.5, 0.0, f32(HEIGHT - 1));
      let left = min(i32(floor(column)), WIDTH - 2);
      let top = min(i32(floor(row)), HEIGHT - 2);
      let right = column - f32(left);
      let down = row - f32(top);
      let upper = mix(pixel(image, top, left, channel), pixel(image, top, left + 1, channel), right);
      let lower = mix(pixel(image, top + 1, left, channel), pixel(image, top + 1, left + 1, channel), right);
      let lit = mix(upper, lower, down) * (1.0 + spread(image, 7u, strengths[5]));
      result[thread] = lit + normalAt(keys[1], u32(thread)) * strengths[6];`,
  });
  return result as TensorInfo;
}
