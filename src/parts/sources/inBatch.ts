import { defineSource } from './source';

/** The other items of the batch, with gradient on both sides. */
export const inBatch = defineSource({
  label: 'In batch',
  phrase: 'in batch',
  summary:
    'The other items of the same batch: always fresh, but only as many as the batch is large.',
  paper: 'Chen et al. 2020 (SimCLR), https://arxiv.org/abs/2002.05709, section 2.1',
  knobs: {},
  batchActs: true,
  growth: 'N × N: grows with the square of the batch, whatever the data.',
});
