import { losses } from '../../parts/losses';
import { randomStream } from '../../parts/random';
import type { PairMatrices } from './pairs';

/** What the counts need of a plan, for a loss on either axis. */
export const planOf = (axis: 'distance' | 'similarity', n: number) => ({
  n,
  loss: { ...losses.triplet, axis },
});

/** Made-up pairs, half of whose cosines lie at the edge of a bin, give or take a rounding. */
export function madeUpPairs(n: number, q: number, c: number): PairMatrices<Float32Array> {
  const random = randomStream(5, n, q, c);
  const cosine = () => {
    const bin = random.integer(51);
    const edges = [bin / 25 - 1, 1 - (bin / 25) ** 2 / 2];
    const edge = edges[random.integer(2)] as number;
    const roll = random.integer(4);
    if (roll === 0) return edge;
    return roll === 1 ? edge * (1 + random.uniform(-1e-7, 1e-7)) : random.uniform(-1.001, 1.001);
  };
  const filled = (size: number, value: () => number) => Float32Array.from({ length: size }, value);
  const flag = () => random.integer(2);
  return {
    similarity: filled(n * c, cosine),
    eligible: filled(n * c, flag),
    allowed: filled(n * c, flag),
    sameClass: filled(n * c, flag),
    pushes: filled(n * c, () => random.normal() / n),
    weights: filled(n * q * c, () => flag() * random.uniform()),
    positive: filled(n * q, cosine),
    valid: filled(n * q, flag),
  };
}
