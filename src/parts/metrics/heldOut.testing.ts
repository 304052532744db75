import { randomStream } from '../random';
import { heldOutOf } from './metric';
import { unitRows } from './shared/similarities';

/** Items in the plane at these angles, in degrees. */
export const onCircle = (angles: readonly number[], labels: readonly number[]) =>
  heldOutOf(
    Float64Array.from(
      angles.flatMap((angle) => [
        Math.cos((angle / 180) * Math.PI),
        Math.sin((angle / 180) * Math.PI),
      ]),
    ),
    Int32Array.from(labels),
    2,
  );

export const allAlike = (n: number, labels: readonly number[], value = 0.5) =>
  heldOutOf(new Float32Array(4 * n).fill(value), Int32Array.from(labels), 4);

/** The second of four encodings is dead. */
export const oneDead = heldOutOf(
  Float64Array.from([1, 0, 0, 0, 0, 1, 0.6, 0.8]),
  Int32Array.from([0, 0, 1, 1]),
  2,
);

/** Random unit rows, pulled towards a direction of their class. */
export function clustered(n: number, d: number, classes: number, pull: number, seed = 1) {
  const random = randomStream(seed);
  const centres = Float64Array.from({ length: classes * d }, () => pull * random.normal());
  const labels = Int32Array.from({ length: n }, (_, item) => item % classes);
  const raw = Float64Array.from(
    { length: n * d },
    (_, i) => (centres[(Math.floor(i / d) % classes) * d + (i % d)] as number) + random.normal(),
  );
  return heldOutOf(Float32Array.from(unitRows(raw, d)), labels, d);
}
