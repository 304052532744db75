/** What random numbers are for: each purpose has a stream of its own under the experiment's seed. */
export const STREAM = {
  weights: 1,
  batch: 2,
  selection: 3,
  augmentation: 4,
  noise: 5,
  probe: 6,
  source: 7,
  state: 8,
} as const;
