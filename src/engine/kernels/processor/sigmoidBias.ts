import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  BIAS_ITERATIONS,
  LEAST_COUNT,
  LEAST_SLOPE,
  LEAST_SUM,
} from '../../../parts/losses/shared/sigmoidBias';
import type { WasmInternals } from '../../tensors/wasmInternals';
import type { OwnArguments } from '../kernel';
import { floatsOf } from '../wasm/heap';

/** An expected number this much off the real one, as a logarithm, is right. */
const EXACT = 1e-6;

/** Logits but for the bias, and how often each pair counts. */
export interface PlainLogits {
  readonly positives: Float32Array;
  readonly valid: Float32Array;
  readonly negatives: Float32Array;
  readonly weights: Float32Array;
}

/**
 * `SigmoidBias` for backends that compute on the processor: the bias at which the sigmoid loss of a
 * batch is least, as `sigmoidBias` of the parts composes it. These plain loops end when it is found
 * and are quicker than some hundred small ops.
 */
export function biasOf({ positives, valid, negatives, weights }: PlainLogits): number {
  const own = weighed(positives, valid);
  const others = weighed(negatives, weights);
  const odds = Math.log(Math.max(own.count, LEAST_COUNT) / Math.max(others.count, LEAST_COUNT));
  const reach = Math.max(own.largest, others.largest);
  let [low, high] = [odds - reach, odds + reach];
  let bias = odds - (own.sum + others.sum) / (own.count + others.count + LEAST_SUM);
  for (let i = 0; i < BIAS_ITERATIONS; i++) {
    const missed = expected(positives, valid, -1, bias);
    const taken = expected(negatives, weights, 1, bias);
    const excess = Math.log(taken.sum) - Math.log(missed.sum);
    if (Math.abs(excess) < EXACT) break;
    if (excess > 0) high = bias;
    else low = bias;
    const slope = 2 - taken.certainty - missed.certainty;
    const next = bias - excess / Math.max(slope, LEAST_SLOPE);
    bias = next >= low && next <= high ? next : (low + high) / 2;
  }
  return bias;
}

/** How many pairs there are, the sum of their logits, and the largest of all without its sign. */
function weighed(logits: Float32Array, weights: Float32Array) {
  let [count, sum, largest] = [0, 0, 0];
  for (let i = 0; i < logits.length; i++) {
    const [logit, weight] = [logits[i] as number, weights[i] as number];
    count += weight;
    sum += weight * logit;
    largest = Math.max(largest, Math.abs(logit));
  }
  return { count, sum, largest };
}

/** Sum of weighted sigmoids, and the mean of the sigmoid under these shares of the sum. */
function expected(logits: Float32Array, weights: Float32Array, sign: 1 | -1, bias: number) {
  let sum = LEAST_SUM;
  let squares = 0;
  for (let i = 0; i < logits.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    const sigmoid = 1 / (1 + Math.exp(-sign * ((logits[i] as number) + bias)));
    sum += weight * sigmoid;
    squares += weight * sigmoid * sigmoid;
  }
  return { sum, certainty: squares / sum };
}

export function sigmoidBiasOnWasm({
  inputs,
  backend,
}: OwnArguments<'SigmoidBias', WasmInternals>): TensorInfo {
  const bias = backend.makeOutput([], 'float32');
  const [to, positives, valid, negatives, weights] = floatsOf(
    backend,
    bias,
    inputs.positives,
    inputs.valid,
    inputs.negatives,
    inputs.weights,
  );
  to[0] = biasOf({ positives, valid, negatives, weights });
  return bias;
}

export function sigmoidBiasOnCpu({
  inputs: { positives, valid, negatives, weights },
  backend,
}: OwnArguments<'SigmoidBias', MathBackendCPU>): TensorInfo {
  const read = ({ dataId }: TensorInfo) => backend.readSync(dataId) as Float32Array;
  const bias = biasOf({
    positives: read(positives),
    valid: read(valid),
    negatives: read(negatives),
    weights: read(weights),
  });
  return backend.makeTensorInfo([], 'float32', Float32Array.of(bias));
}
