import type { Tensor } from '@tensorflow/tfjs-core';
import { runKernel } from '../../parts/kernels';
import { distanceAt } from '../../parts/losses/shared/distance';
import { BINS, PAIR_TABLE, type PairTable } from '../kernels/webgpu/pairTable';
import type { Lane } from '../lanes/lane';
import type { Plan } from '../step/plan';
import { positiveWith } from '../step/rows';
import { holdsFloats, webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';
import { pushesOf } from './pushes';

/** What is counted of a batch: N anchors, Q positives each, C candidates. */
export type PairMatrices<T> = {
  /** [N, C] each. */
  readonly similarity: T;
  readonly eligible: T;
  readonly allowed: T;
  readonly sameClass: T;
  readonly pushes: T;
  /** [N, Q, C] */
  readonly weights: T;
  /** [N, Q] each. */
  readonly positive: T;
  readonly valid: T;
};

/** The pairs of a batch as they leave the device: to be counted, or counted already. */
export type Pairs<T> = PairMatrices<T> | { readonly table: T };

/** Pairs of the lane's last batch, still on the device; `isCounted`: where it has a kernel for that. */
export function pairTensors(lane: Lane, isCounted: boolean): Pairs<Tensor> | null {
  const { seen, plan } = lane;
  if (!seen) return null;
  const { similarity, weights, eligible, allowed, valid, sameClass } = seen;
  const matrices = {
    similarity: tf.clone(similarity),
    weights: tf.clone(weights),
    eligible: tf.clone(eligible),
    allowed: tf.clone(allowed),
    valid: tf.clone(valid),
    sameClass: tf.clone(sameClass),
    positive: positiveWith(plan, seen.attracted)(similarity),
    pushes: pushesOf(lane, seen),
  };
  if (!isCounted) return matrices;
  const backend = webgpuInternals();
  const floats = (tensor: Tensor) => (holdsFloats(backend, tensor) ? tensor : tf.mul(tensor, 1));
  const inputs = Object.entries(matrices).map(([name, tensor]) => [name, floats(tensor)] as const);
  return { table: countedByKernel(plan, Object.fromEntries(inputs) as PairMatrices<Tensor>) };
}

/** The numbers of the table of pairs by the kernel `PairTable`. */
export function countedByKernel(plan: Pick<Plan, 'loss'>, floats: PairMatrices<Tensor>): Tensor {
  const edges = tf.tensor2d([...edgesOf(plan), ...CURVE_EDGES], [2, BINS - 1]);
  return runKernel(tf, 'PairTable', { ...floats, edges });
}

/** The table of pairs that were read back. */
export const pairTableOf = (
  plan: Pick<Plan, 'n' | 'loss'>,
  pairs: Pairs<Float32Array>,
): PairTable => PAIR_TABLE.read('table' in pairs ? pairs.table : counted(plan, pairs));

/** What the kernel `PairTable` counts, in plain loops. */
function counted(plan: Pick<Plan, 'n' | 'loss'>, pairs: PairMatrices<Float32Array>): Float64Array {
  const { similarity, weights, eligible, allowed, valid, sameClass, positive, pushes } = pairs;
  const { n } = plan;
  const columns = similarity.length / n;
  const queries = valid.length / n;
  const axis = edgesOf(plan);
  const table = new Float64Array(PAIR_TABLE.size);
  const add = (at: number, value: number) => {
    table[at] = (table[at] as number) + value;
  };
  const places = PAIR_TABLE.at;
  for (let anchor = 0; anchor < n; anchor++)
    for (let candidate = 0; candidate < columns; candidate++) {
      const at = anchor * columns + candidate;
      add(places.eligible, eligible[at] as number);
      add(places.allowed, allowed[at] as number);
      const cosine = similarity[at] as number;
      if (allowed[at] === 0 || Number.isNaN(cosine)) continue;
      const bin = binOf(cosine, axis);
      const curveBin = binOf(cosine, CURVE_EDGES);
      add(places.candidates + bin, 1);
      add(places.pushSum + curveBin, pushes[at] as number);
      add(places.pushCount + curveBin, 1);
      for (let query = 0; query < queries; query++) {
        if (!weights[(anchor * queries + query) * columns + candidate]) continue;
        add(places.chosen + bin, 1);
        if (sameClass[at]) add(places.chosenFalse + bin, 1);
      }
    }
  for (let i = 0; i < valid.length; i++) {
    if (valid[i] === 0) continue;
    const cosine = positive[i] as number;
    if (!Number.isNaN(cosine)) add(places.positives + binOf(cosine, axis), 1);
    add(places.positiveSum, cosine);
    add(places.positiveCount, 1);
  }
  return table;
}

/** The last bin whose least cosine is not above this one. */
function binOf(cosine: number, edges: Float32Array): number {
  let bin = 0;
  for (let step = 32; step > 0; step >>= 1)
    if (bin + step <= edges.length && cosine >= (edges[bin + step - 1] as number)) bin += step;
  return bin;
}

const bounded = (bin: number) => Math.max(0, Math.min(BINS - 1, bin));

/** Bins of the cosine, -1..1, and of the distance, 0..2, in the order of rising cosine. */
const ofCosine = (cosine: number) => bounded(Math.floor(((cosine + 1) / 2) * BINS));
const ofDistance = (cosine: number) =>
  BINS - 1 - bounded(Math.floor((distanceAt(cosine) / 2) * BINS));

/**
 * The least number of each bin but the first, for a bin that rises with the cosine. With these, no
 * rounding of any device can put a number into another bin.
 */
function leastOf(bin: (cosine: number) => number): Float32Array {
  return Float32Array.from({ length: BINS - 1 }, (_, before) => {
    let [below, above] = [rankOf(-1.5), rankOf(1.5)];
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      if (bin(ranked(middle)) > before) above = middle;
      else below = middle;
    }
    return ranked(above);
  });
}

/** The place of a 32-bit float among all of them, in rising order, and the float at a place. */
function rankOf(value: number): number {
  const [bits] = new Int32Array(Float32Array.of(value).buffer) as unknown as [number];
  return bits < 0 ? -(bits & 0x7fffffff) : bits;
}
function ranked(rank: number): number {
  const bits = Int32Array.of(rank < 0 ? -rank | -0x80000000 : rank);
  return new Float32Array(bits.buffer)[0] as number;
}

const CURVE_EDGES = leastOf(ofCosine);
const DISTANCE_EDGES = leastOf(ofDistance);

const edgesOf = ({ loss }: Pick<Plan, 'loss'>): Float32Array =>
  loss.axis === 'distance' ? DISTANCE_EDGES : CURVE_EDGES;
