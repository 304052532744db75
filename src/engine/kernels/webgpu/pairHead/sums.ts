import type { LossCode } from './losses';
import type { Program } from './program';
import { resultsLayout, sumOfThreads } from './rows';

/**
 * One workgroup adds the rows up: the loss, the shares of chosen negatives that are active, hard
 * and false, and what the slopes of candidates and of positives still have to be multiplied by.
 */
export const sumsProgram = (mean: LossCode['mean']): Program => ({
  name: `PairHeadSums ${mean}`,
  inputs: ['results'],
  outputs: ['loss', 'shares', 'scales'],
  code: /* wgsl */ `
    ${resultsLayout}
    ${sumOfThreads}

    /** A count to divide by: the mean of nothing is 0. */
    fn orOne(count: f32) -> f32 { return select(1.0, count, count > 0.0); }

    fn compute(local: u32, row: u32) {
      var totals: array<f32, SUMS>;
      for (var i = 0u; i < SUMS; i++) {
        var own = 0.0;
        for (var anchor = local; anchor < sizes().rows; anchor += THREADS) {
          own += results[sumsAt(anchor) + i];
        }
        totals[i] = sumOf(local, own);
      }
      if (local > 0u) { return; }
      ${means[mean]}
      let chosen = max(totals[CHOSEN], 1e-6);
      shares[0] = totals[ACTIVE] / chosen;
      shares[1] = totals[HARDNESS] / chosen;
      shares[2] = totals[FALSE] / chosen;
    }`,
});

const means = {
  together: /* wgsl */ `
    let count = orOne(totals[COUNT] + totals[POSITIVE_COUNT]);
    loss[0] = (totals[SUM] + totals[POSITIVE_SUM]) / count;
    scales[0] = 1.0 / count;
    scales[1] = 1.0 / count;`,
  apart: /* wgsl */ `
    let count = orOne(totals[COUNT]);
    let positiveCount = orOne(totals[POSITIVE_COUNT]);
    loss[0] = totals[SUM] / count + totals[POSITIVE_SUM] / positiveCount;
    scales[0] = 1.0 / count;
    scales[1] = 1.0 / positiveCount;`,
} as const;
