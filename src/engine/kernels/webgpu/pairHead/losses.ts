import { HARDLY } from '../../../../parts/losses/shared/logSumExp';
import type { Measure } from './facts';

/**
 * A loss in WGSL. `addRow` adds the terms of one anchor with one positive to `sums` and the
 * gradient to `slope` (by candidate) and `positiveSlope`, neither divided by the counts yet. It
 * reads `measured` (cosine or distance by candidate) and `chosen` (0 or 1 by candidate).
 * The threads of a workgroup call `addRow` together; each sees to the candidates local,
 * local + THREADS, and so on.
 */
export interface LossCode {
  readonly name: string;
  readonly measure: Measure;
  /** Live knobs, bound as inputs of one number each. */
  readonly knobs: readonly string[];
  /**
   * 'together': both sums over both counts; 'apart': SUM / COUNT + POSITIVE_SUM / POSITIVE_COUNT.
   * A count of 0 makes a mean of nothing, 0.
   */
  readonly mean: 'together' | 'apart';
  /** `fn isActive(candidate, near) -> bool` and `fn addRow(local, positive, near, valid)`. */
  readonly code: string;
}

/** Runs `body` for every chosen `candidate` of the thread. */
export const forChosen = (body: string): string => /* wgsl */ `
  for (var candidate = local; candidate < sizes().rows; candidate += THREADS) {
    if (chosen[candidate] > 0.5) { ${body} }
  }`;

/** NT-Xent and InfoNCE: softplus(log-sum-exp of the negatives - positive), over the temperature. */
export const softmax: LossCode = {
  name: 'softmax',
  measure: 'similarity',
  knobs: ['temperature'],
  mean: 'together',
  code: /* wgsl */ `
    fn isActive(candidate: u32, near: f32) -> bool {
      return measured[candidate] - near + temperature[0] * ${HARDLY} > 0.0;
    }

    fn softplus(x: f32) -> f32 {
      let e = exp(x);
      if (x > 13.942385) { return x; }
      if (x < -13.942385) { return e; }
      return log(e + 1.0);
    }

    /** exp never overflows: some browsers may assume that infinities do not occur. */
    fn sigmoid(x: f32) -> f32 {
      let e = exp(-abs(x));
      return select(e, 1.0, x >= 0.0) / (1.0 + e);
    }

    fn addRow(local: u32, positive: u32, near: f32, valid: f32) {
      let scale = temperature[0];
      var largest = -1e8;
      ${forChosen('largest = max(largest, measured[candidate] / scale);')}
      largest = largestOf(local, largest);
      var own = 0.0;
      ${forChosen('own += exp(measured[candidate] / scale - largest);')}
      let total = sumOf(local, own) + 1e-30;
      let excess = log(total) + largest - near / scale;
      let pull = valid * sigmoid(excess) / scale;
      ${forChosen('slope[candidate] += pull * exp(measured[candidate] / scale - largest) / total;')}
      if (local == 0u) {
        sums[SUM] += valid * softplus(excess);
        sums[COUNT] += valid;
        positiveSlope[positive] = -pull;
      }
    }`,
};

/** max(0, d(a,p) - d(a,n) + margin); the squared distance of unit vectors is 2 - 2 cos. */
export function triplet(choices: Readonly<Record<string, unknown>>): LossCode {
  const plain = choices.distance === 'euclidean';
  const onlyActive = choices.reduction === 'active';
  return {
    name: `triplet ${plain} ${onlyActive}`,
    measure: plain ? 'distance' : 'similarity',
    knobs: ['margin'],
    mean: 'together',
    code: /* wgsl */ `
      fn violation(candidate: u32, near: f32) -> f32 {
        return ${plain ? 'near - measured[candidate]' : '(measured[candidate] - near) * 2.0'} + margin[0];
      }

      fn isActive(candidate: u32, near: f32) -> bool { return violation(candidate, near) > 0.0; }

      fn addRow(local: u32, positive: u32, near: f32, valid: f32) {
        var pulls = 0.0;
        ${forChosen(`
          let hinge = violation(candidate, near);
          if (hinge > 0.0) {
            sums[SUM] += hinge;
            pulls += 1.0;
            slope[candidate] += ${plain ? '-1.0' : '2.0'};
          }
          sums[COUNT] += ${onlyActive ? 'select(0.0, 1.0, hinge > 0.0)' : '1.0'};`)}
        let total = sumOf(local, pulls);
        if (local == 0u) { positiveSlope[positive] = ${plain ? 'total' : '-2.0 * total'}; }
      }`,
  };
}

/** Positives beyond one margin and negatives within another, each pair by itself. */
export function contrastive(choices: Readonly<Record<string, unknown>>): LossCode {
  const cosine = choices.measure === 'cosine';
  const squared = choices.form === 'hadsell';
  const onlyActive = choices.form === 'linearActive';
  const away = cosine ? '-1.0' : '1.0';
  const term = (excess: string) => (squared ? `0.5 * ${excess} * ${excess}` : excess);
  const steepness = (excess: string) => (squared ? excess : '1.0');
  const counted = (excess: string) => (onlyActive ? `select(0.0, 1.0, ${excess} > 0.0)` : '1.0');
  return {
    name: `contrastive ${cosine} ${choices.form}`,
    measure: cosine ? 'similarity' : 'distance',
    knobs: ['positiveMargin', 'negativeMargin'],
    mean: squared ? 'together' : 'apart',
    code: /* wgsl */ `
      fn apart(value: f32) -> f32 { return ${cosine ? '1.0 - value' : 'value'}; }
      fn tooNear(candidate: u32) -> f32 { return negativeMargin[0] - apart(measured[candidate]); }

      fn isActive(candidate: u32, near: f32) -> bool { return tooNear(candidate) > 0.0; }

      fn addRow(local: u32, positive: u32, near: f32, valid: f32) {
        ${forChosen(`
          let excess = max(tooNear(candidate), 0.0);
          sums[SUM] += ${term('excess')};
          sums[COUNT] += ${counted('excess')};
          if (excess > 0.0) { slope[candidate] -= ${away} * ${steepness('excess')}; }`)}
        if (local == 0u) {
          let excess = max(apart(near) - positiveMargin[0], 0.0) * valid;
          sums[POSITIVE_SUM] += ${term('excess')};
          sums[POSITIVE_COUNT] += valid * ${counted('excess')};
          positiveSlope[positive] = select(0.0, ${away} * ${steepness('excess')}, excess > 0.0);
        }
      }`,
  };
}
