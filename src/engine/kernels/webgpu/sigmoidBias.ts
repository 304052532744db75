import type { TensorInfo } from '@tensorflow/tfjs-core';
import {
  BIAS_ITERATIONS,
  LARGEST_LOGIT,
  LEAST_COUNT,
  LEAST_SLOPE,
  LEAST_SUM,
} from '../../../parts/losses/shared/sigmoidBias';
import { type KernelArguments, run } from './program';

/** As many as every device allows: one workgroup does it all. */
const THREADS = 256;

/**
 * `SigmoidBias`: the bias at which the sigmoid loss of a batch is least, as a scalar, from logits
 * without it and the weight of each pair, as `sigmoidBias` of the parts composes it. One dispatch: the
 * threads of one workgroup sum over the pairs at every iteration.
 */
export function sigmoidBias({
  inputs: { positives, valid, negatives, weights },
  backend,
}: KernelArguments<'SigmoidBias'>): TensorInfo {
  const [bias] = run(backend, {
    name: 'SigmoidBias',
    inputs: {
      positives: [positives, 'f32'],
      valid: [valid, 'f32'],
      negatives: [negatives, 'f32'],
      weights: [weights, 'f32'],
    },
    outputs: { fitted: [[], 'f32'] },
    size: { workgroups: 1 },
    workgroupSize: THREADS,
    declarations: `
      var<workgroup> sums : array<vec4<f32>, ${THREADS}>;
      var<workgroup> tops : array<f32, ${THREADS}>;

      fn total(local : i32, mine : vec4<f32>) -> vec4<f32> {
        sums[local] = mine;
        workgroupBarrier();
        for (var half = ${THREADS / 2}; half > 0; half /= 2) {
          if (local < half) { sums[local] += sums[local + half]; }
          workgroupBarrier();
        }
        let sum = sums[0];
        workgroupBarrier();
        return sum;
      }

      fn largest(local : i32, mine : f32) -> f32 {
        tops[local] = mine;
        workgroupBarrier();
        for (var half = ${THREADS / 2}; half > 0; half /= 2) {
          if (local < half) { tops[local] = max(tops[local], tops[local + half]); }
          workgroupBarrier();
        }
        return tops[0];
      }

      fn sigmoid(logit : f32) -> f32 {
        return 1.0 / (1.0 + exp(-clamp(logit, -${LARGEST_LOGIT}.0, ${LARGEST_LOGIT}.0)));
      }`,
    body: `
      var facts = vec4<f32>(0.0);
      var top = 0.0;
      for (var i = local; i < uniforms.positivesSize; i += ${THREADS}) {
        facts += vec4<f32>(valid[i], 0.0, valid[i] * positives[i], 0.0);
        top = max(top, abs(positives[i]));
      }
      for (var i = local; i < uniforms.negativesSize; i += ${THREADS}) {
        facts += vec4<f32>(0.0, weights[i], weights[i] * negatives[i], 0.0);
        top = max(top, abs(negatives[i]));
      }
      let all = total(local, facts);
      let reach = largest(local, top);
      let odds = log(max(all.x, ${LEAST_COUNT})) - log(max(all.y, ${LEAST_COUNT}));
      var low = odds - reach;
      var high = odds + reach;
      var bias = odds - all.z / (all.x + all.y + ${LEAST_SUM});
      for (var iteration = 0; iteration < ${BIAS_ITERATIONS}; iteration++) {
        var mine = vec4<f32>(0.0);
        for (var i = local; i < uniforms.positivesSize; i += ${THREADS}) {
          let missed = sigmoid(-positives[i] - bias);
          mine += valid[i] * vec4<f32>(missed, missed * missed, 0.0, 0.0);
        }
        for (var i = local; i < uniforms.negativesSize; i += ${THREADS}) {
          let taken = sigmoid(negatives[i] + bias);
          mine += weights[i] * vec4<f32>(0.0, 0.0, taken, taken * taken);
        }
        let sum = total(local, mine);
        let missed = sum.x + ${LEAST_SUM};
        let taken = sum.z + ${LEAST_SUM};
        let excess = log(taken) - log(missed);
        let slope = 2.0 - (sum.y / missed + sum.w / taken);
        if (excess > 0.0) { high = bias; } else { low = bias; }
        let next = bias - excess / max(slope, ${LEAST_SLOPE});
        bias = select(0.5 * (low + high), next, next >= low && next <= high);
      }
      if (local == 0) { fitted[0] = bias; }`,
  });
  return bias as TensorInfo;
}
