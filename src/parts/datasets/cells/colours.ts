import type { Scenes } from '../../data';
import { eigenOfSymmetric } from '../../metrics/shared/eigen';
import { principalAxes } from '../../metrics/shared/pca';

const AXES = 3;
/** Below this share of the strongest agreement a direction fades, so that it can't flip. */
const FAINT = 1e-3;

/**
 * The three main directions of the embeddings over all held-out pixels, [items, 3], -127..127 for
 * -1..1: for colours. They are turned, and if need be mirrored, to agree best with where a pixel lies
 * in its scene (x, y) and how much ink is there (orthogonal Procrustes), so that a colour means about
 * the same in every picture and every lane. Nothing is stretched: items on one point have one colour.
 */
export function colourPositions(scenes: Scenes, embeddings: Float32Array, d: number): Int8Array {
  const n = embeddings.length / d;
  const { axes, mean } = principalAxes(embeddings, n, d, AXES);
  const scores = new Float64Array(n * AXES);
  for (let item = 0; item < n; item++)
    for (let axis = 0; axis < AXES; axis++) {
      let sum = 0;
      for (let i = 0; i < d; i++)
        sum +=
          ((embeddings[item * d + i] as number) - (mean[i] as number)) *
          (axes[axis * d + i] as number);
      scores[item * AXES + axis] = Number.isFinite(sum) ? sum : 0;
    }
  const turn = turnTowards(scores, targets(scenes, n), n);
  return Int8Array.from({ length: n * AXES }, (_, at) => {
    const [item, axis] = [Math.floor(at / AXES), at % AXES];
    let sum = 0;
    for (let i = 0; i < AXES; i++)
      sum += (scores[item * AXES + i] as number) * (turn[i * AXES + axis] as number);
    return Math.round(127 * Math.min(1, Math.max(-1, sum)));
  });
}

/** x, y and ink of every item, each of mean 0 and variance 1 over all, [n, 3]. */
function targets({ width, height, ink, places }: Scenes, n: number): Float64Array {
  const result = new Float64Array(n * AXES);
  for (let item = 0; item < n; item++) {
    const place = places[item] as number;
    const pixel = place % (width * height);
    result.set([pixel % width, Math.floor(pixel / width), ink[place] as number], item * AXES);
  }
  for (let axis = 0; axis < AXES; axis++) {
    const own = Array.from({ length: n }, (_, item) => result[item * AXES + axis] as number);
    const middle = own.reduce((sum, value) => sum + value, 0) / n;
    const spread = Math.sqrt(own.reduce((sum, value) => sum + (value - middle) ** 2, 0) / n) || 1;
    own.forEach((value, item) => {
      result[item * AXES + axis] = (value - middle) / spread;
    });
  }
  return result;
}

/** The turn R that brings rows of `from` nearest to those of `to`: M (M'M)^-1/2 of M = from' to. */
function turnTowards(from: Float64Array, to: Float64Array, n: number): Float64Array {
  const m = new Float64Array(AXES * AXES);
  for (let item = 0; item < n; item++)
    for (let i = 0; i < AXES; i++)
      for (let j = 0; j < AXES; j++)
        m[i * AXES + j] =
          (m[i * AXES + j] as number) +
          (from[item * AXES + i] as number) * (to[item * AXES + j] as number);
  const square = new Float64Array(AXES * AXES);
  for (let i = 0; i < AXES; i++)
    for (let j = 0; j < AXES; j++)
      for (let k = 0; k < AXES; k++)
        square[i * AXES + j] =
          (square[i * AXES + j] as number) +
          (m[k * AXES + i] as number) * (m[k * AXES + j] as number);
  const { values, vectors } = eigenOfSymmetric(square, AXES);
  const least = FAINT * (values[0] ?? 0) + 1e-12;
  const result = new Float64Array(AXES * AXES);
  for (let i = 0; i < AXES; i++)
    for (let j = 0; j < AXES; j++)
      for (let k = 0; k < AXES; k++) {
        const along = vectors.subarray(k * AXES, (k + 1) * AXES);
        let image = 0;
        for (let l = 0; l < AXES; l++) image += (m[i * AXES + l] as number) * (along[l] as number);
        result[i * AXES + j] =
          (result[i * AXES + j] as number) +
          (image * (along[j] as number)) / Math.sqrt((values[k] as number) + least);
      }
  return result;
}
