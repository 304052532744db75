import type { TensorInfo } from '@tensorflow/tfjs-core';
import { layout } from '../layout';
import { type KernelArguments, run } from './program';

/** Equal bins of a histogram; a workgroup has a thread for each. */
export const BINS = 50;
const THREADS = 64;

/**
 * What is counted of the pairs of a batch, and where it lies in the table. Histograms go by rising
 * cosine, on the bins of the axis that the loss measures on; those of pushes on equal bins of the
 * cosine. What is no number has no bin.
 */
export const PAIR_TABLE = layout({
  /** Candidates that the guard let through, chosen ones, and those of the anchor's class among them. */
  candidates: BINS,
  chosen: BINS,
  chosenFalse: BINS,
  /** Sum of d loss / d cosine over allowed candidates, below 0 where they are pulled; and their count. */
  pushSum: BINS,
  pushCount: BINS,
  /** Candidates before and after the guard. */
  eligible: 1,
  allowed: 1,
  positives: BINS,
  /** Sum of the positives' cosines, and how many positives there are. */
  positiveSum: 1,
  positiveCount: 1,
});

/** The table under the names of what it counts. */
export type PairTable = ReturnType<typeof PAIR_TABLE.read>;

/** Numbers of a row of counts, those of one anchor: all that comes before the positives. */
const ROW = PAIR_TABLE.at.positives;

/**
 * `PairTable`: where the pairs of a batch lie, as `PAIR_TABLE` says. From N anchors, C candidates and
 * Q positives: similarity, eligible, allowed, sameClass, pushes [N, C]; weights [N, Q, C]; positive,
 * valid [N, Q]; edges [2, BINS - 1]: the least cosine of every bin but the first, of the axis and of
 * the pushes. Two dispatches; sums are made in one order, so that equal batches give equal bits.
 */
export function pairTable({ inputs, backend }: KernelArguments<'PairTable'>): TensorInfo {
  const { similarity, weights, eligible, allowed, sameClass, pushes, edges } = inputs;
  const [rows, queries, columns] = weights.shape as [number, number, number];
  const [counts] = run(backend, {
    name: 'PairCounts',
    inputs: {
      similarity: [similarity, 'f32'],
      weights: [weights, 'f32'],
      eligible: [eligible, 'f32'],
      allowed: [allowed, 'f32'],
      sameClass: [sameClass, 'f32'],
      pushes: [pushes, 'f32'],
      edges: [edges, 'f32'],
    },
    outputs: { counts: [[rows, ROW], 'f32'] },
    numbers: { columns, queries },
    size: { workgroups: rows },
    workgroupSize: THREADS,
    declarations: COUNTING,
    body: COUNTS,
  }) as [TensorInfo];
  const [table] = run(backend, {
    name: 'PairTable',
    inputs: {
      counts: [counts, 'f32'],
      positive: [inputs.positive, 'f32'],
      valid: [inputs.valid, 'f32'],
      edges: [edges, 'f32'],
    },
    outputs: { table: [[PAIR_TABLE.size], 'f32'] },
    numbers: { rows, positives: inputs.positive.shape.reduce((product, one) => product * one, 1) },
    size: { threads: PAIR_TABLE.size },
    workgroupSize: THREADS,
    declarations: SUMMING,
    body: SUMS,
  }) as [TensorInfo];
  backend.disposeData(counts.dataId);
  return table;
}

/** Shaders may take every number for finite, so it is the bits that tell. */
const IS_NUMBER = `
  fn isNumber(value : f32) -> bool { return (bitcast<u32>(value) & 0x7fffffffu) <= 0x7f800000u; }`;

const COUNTING = `
  ${PAIR_TABLE.constants}
  const BINS = ${BINS};
  const EDGES = ${BINS - 1};
  const ROW = ${ROW};
  const TILE = ${THREADS};
  var<workgroup> axisBin : array<i32, TILE>;
  var<workgroup> curveBin : array<i32, TILE>;
  var<workgroup> push : array<f32, TILE>;
  var<workgroup> chosen : array<f32, TILE>;
  var<workgroup> chosenFalse : array<f32, TILE>;
  ${IS_NUMBER}`;

/**
 * A workgroup for each anchor. 64 candidates at a time: each thread places one of them, then each
 * bin's thread adds up those that fell into its bin.
 */
const COUNTS = `
  let start = workgroup * uniforms.columns;
  var candidateCount = 0.0;
  var chosenCount = 0.0;
  var falseCount = 0.0;
  var pushSum = 0.0;
  var pushCount = 0.0;
  var eligibleSum = 0.0;
  var allowedSum = 0.0;
  for (var tile = 0; tile < uniforms.columns; tile += TILE) {
    let candidate = tile + local;
    axisBin[local] = -1;
    curveBin[local] = -1;
    if (candidate < uniforms.columns) {
      let at = start + candidate;
      let value = similarity[at];
      eligibleSum += eligible[at];
      allowedSum += allowed[at];
      if (allowed[at] != 0.0 && isNumber(value)) {
        var bin = vec2<i32>(0);
        for (var step = 32; step > 0; step /= 2) {
          let next = bin + step;
          if (next.x <= EDGES && value >= edges[min(next.x, EDGES) - 1]) { bin.x = next.x; }
          if (next.y <= EDGES && value >= edges[EDGES + min(next.y, EDGES) - 1]) { bin.y = next.y; }
        }
        axisBin[local] = bin.x;
        curveBin[local] = bin.y;
        push[local] = pushes[at];
        var count = 0.0;
        for (var query = 0; query < uniforms.queries; query++) {
          let weight = weights[(workgroup * uniforms.queries + query) * uniforms.columns + candidate];
          if (weight != 0.0) { count += 1.0; }
        }
        chosen[local] = count;
        chosenFalse[local] = select(0.0, count, sameClass[at] != 0.0);
      }
    }
    workgroupBarrier();
    for (var i = 0; i < min(TILE, uniforms.columns - tile); i++) {
      if (axisBin[i] == local) {
        candidateCount += 1.0;
        chosenCount += chosen[i];
        falseCount += chosenFalse[i];
      }
      if (curveBin[i] == local) {
        pushSum += push[i];
        pushCount += 1.0;
      }
    }
    workgroupBarrier();
  }
  chosen[local] = eligibleSum;
  chosenFalse[local] = allowedSum;
  workgroupBarrier();
  let row = workgroup * ROW;
  if (local < BINS) {
    counts[row + CANDIDATES + local] = candidateCount;
    counts[row + CHOSEN + local] = chosenCount;
    counts[row + CHOSEN_FALSE + local] = falseCount;
    counts[row + PUSH_SUM + local] = pushSum;
    counts[row + PUSH_COUNT + local] = pushCount;
  }
  if (local == 0) {
    var sums = vec2<f32>(0.0);
    for (var i = 0; i < TILE; i++) { sums += vec2<f32>(chosen[i], chosenFalse[i]); }
    counts[row + ELIGIBLE] = sums.x;
    counts[row + ALLOWED] = sums.y;
  }`;

/** `sum` and what rounding took from it, as Kahan adds: thousands of terms keep six digits. */
const SUMMING = `
  ${PAIR_TABLE.constants}
  const BINS = ${BINS};
  const ROW = ${ROW};
  ${IS_NUMBER}
  fn plus(sum : vec2<f32>, term : f32) -> vec2<f32> {
    let corrected = term - sum.y;
    let next = sum.x + corrected;
    return vec2<f32>(next, (next - sum.x) - corrected);
  }`;

/** A thread for each number of the table. */
const SUMS = `
  var sum = vec2<f32>(0.0);
  if (thread < ROW) {
    for (var row = 0; row < uniforms.rows; row++) { sum = plus(sum, counts[row * ROW + thread]); }
  } else {
    let bin = thread - POSITIVES;
    for (var i = 0; i < uniforms.positives; i++) {
      if (valid[i] == 0.0) { continue; }
      let value = positive[i];
      let isIn = isNumber(value) &&
        (bin == 0 || value >= edges[clamp(bin - 1, 0, BINS - 2)]) &&
        (bin == BINS - 1 || value < edges[clamp(bin, 0, BINS - 2)]);
      if (thread == POSITIVE_SUM) { sum = plus(sum, value); }
      else if (thread == POSITIVE_COUNT || isIn) { sum = plus(sum, 1.0); }
    }
  }
  table[thread] = sum.x;`;
