import type { Tensor2D } from '@tensorflow/tfjs-core';
import {
  areKeys,
  arraysOf,
  enqueued,
  freshOf,
  queueArrays,
  queued,
  queueOf,
  queueSize,
} from './shared/queue';
import { defineSource, encoderMomentum } from './source';

/**
 * Keys of earlier batches, as a second, slowly following encoder saw them. Positives are keys of
 * this batch; they enter the queue after the step, so no key meets itself. Slots that were never
 * filled do not exist (MoCo starts with random ones instead): at step 0 there is no negative.
 */
export const momentumQueue = defineSource({
  label: 'Momentum queue',
  phrase: 'in a momentum queue',
  summary:
    'Keys of earlier batches, encoded by a slow copy of the encoder: many, but some are old.',
  paper: 'He et al. 2020 (MoCo), https://arxiv.org/abs/1911.05722, eq. 2 and algorithm 1',
  formula: String.raw`\theta_k \leftarrow m\,\theta_k + (1 - m)\,\theta, \qquad \candidate{\mathcal{Q}} \leftarrow \mathrm{last}_K(\candidate{\mathcal{Q}}, z^k_1, \dots, z^k_B)`,
  advice:
    'Helps when batches have to be small; hurts in short runs or with a low momentum, where keys go stale and the encoder can collapse.',
  knobs: { queueSize, encoderMomentum },
  batchActs: false,
  keys: true,
  remembers: true,
  candidates: (_sizes, { queueSize: size }) => size,
  growth: 'N × (N + K): as the queue of K keys, whatever the data.',
  state: ({ d }, knobs) => queueArrays(knobs.queueSize, d),
  others: (tf, drawn) => queued(tf, queueOf(drawn.state), drawn.step),
  next: (tf, drawn) =>
    arraysOf(
      enqueued(
        tf,
        queueOf(drawn.state),
        freshOf(tf, drawn.keys as Tensor2D, drawn),
        areKeys(tf, drawn.isQuery),
      ),
    ),
});
