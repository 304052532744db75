import type { Program } from './pairHeadDispatch';
import type { LossCode } from './pairHeadLosses';
import { resultsLayout, sumOfLanes } from './pairHeadRows';

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
    ${sumOfLanes}

    /** A count to divide by: the mean of nothing is 0. */
    fn orOne(count: f32) -> f32 { return select(1.0, count, count > 0.0); }

    fn compute(lane: u32, row: u32) {
      var totals: array<f32, SUMS>;
      for (var i = 0u; i < SUMS; i++) {
        var own = 0.0;
        for (var anchor = lane; anchor < sizes.rows; anchor += LANES) {
          own += results[sumsAt(anchor) + i];
        }
        totals[i] = sumOf(lane, own);
      }
      if (lane > 0u) { return; }
      ${means[mean]}
      loss[0] = totals[SUM] * scales[0] + totals[POSITIVE_SUM] * scales[1];
      let chosen = max(totals[CHOSEN], 1e-6);
      shares[0] = totals[ACTIVE] / chosen;
      shares[1] = totals[HARDNESS] / chosen;
      shares[2] = totals[FALSE] / chosen;
    }`,
});

const means = {
  together: /* wgsl */ `
    scales[0] = 1.0 / orOne(totals[COUNT] + totals[POSITIVE_COUNT]);
    scales[1] = scales[0];`,
  apart: /* wgsl */ `
    scales[0] = 1.0 / orOne(totals[COUNT]);
    scales[1] = 1.0 / orOne(totals[POSITIVE_COUNT]);`,
} as const;
