import { arraysOf, enqueued, freshOf, queueArrays, queued, queueOf, warmUp } from './shared/queue';
import { defineSource } from './source';

/**
 * Embeddings of earlier batches as the encoder itself made them, besides the batch. As in the
 * authors' code nothing enters before the warm-up is over: embeddings drift too fast until then.
 * The paper adds a loss over the memory to that of the batch, and takes positives from it too;
 * here candidates of both meet in one loss, and positives are those of the batch.
 */
export const crossBatchMemory = defineSource({
  label: 'Cross-batch memory',
  phrase: 'in batch and in a memory of earlier batches',
  summary:
    'Also the embeddings of earlier batches, as they were: once training is calm they drift little.',
  paper: 'Wang et al. 2020 (XBM), https://arxiv.org/abs/1912.06798, section 3.3 and algorithm 1',
  formula: String.raw`\candidate{\mathcal{M}} \leftarrow \mathrm{last}_K(\candidate{\mathcal{M}}, z_1, \dots, z_N) \quad \text{after the step}`,
  advice:
    'Helps when a class has few rivals in the batch and embeddings drift slowly; hurts at high learning rates, where the memory is out of date.',
  knobs: {
    memorySize: {
      kind: 'number',
      label: 'Memory size',
      hint: 'Embeddings kept from earlier batches. Longer: more candidates, but older ones.',
      min: 16,
      max: 4096,
      step: 16,
      default: 512,
      scale: 'log',
      restarts: true,
    },
    warmUp: warmUp(100, 'Steps at first in which only the batch acts and nothing is kept.'),
  },
  batchActs: true,
  remembers: true,
  candidates: (_sizes, { memorySize }) => memorySize,
  growth: 'N × (N + K): as the memory of K embeddings, whatever the data.',
  state: ({ d }, knobs) => queueArrays(knobs.memorySize, d),
  others: (tf, drawn, knobs) => queued(tf, queueOf(drawn.state), drawn.step, knobs.warmUp),
  next: (tf, drawn) =>
    arraysOf(enqueued(tf, queueOf(drawn.state), freshOf(tf, drawn.batch, drawn), null)),
});
