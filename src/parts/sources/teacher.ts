import { fromLists, listKnobs, nearestLists } from './shared/lists';
import { defineSource } from './source';

/**
 * Besides the batch, items that another encoder holds to be alike: a teacher of the same kind with
 * other first weights, trained beforehand on random negatives of the batch. For each item the
 * nearest others as the teacher sees them are listed once, at the start; some of them are encoded
 * along with each batch, with gradient. The teacher itself is let go.
 */
export const teacher = defineSource({
  ...fromLists,
  label: 'Teacher',
  phrase: 'in batch and proposed by a teacher',
  summary:
    'Another encoder, trained beforehand, proposes items it finds alike; its lists never change.',
  paper:
    'Qu et al. 2021 (RocketQA, where a stronger model proposes and denoises), https://arxiv.org/abs/2010.08191, section 3.3',
  formula: String.raw`\candidate{\mathcal{L}_i} = \mathrm{top}_L \{ s^{\text{teacher}}_{in} : n \notin \positive{P_i} \}, \qquad \negative{n_{i1}, \dots, n_{ih}} \sim \candidate{\mathcal{L}_i}`,
  advice:
    'Helps from the first step on, since its negatives are hard before the encoder has learnt anything; hurts where the teacher is wrong, and goes stale as the encoder overtakes it.',
  knobs: {
    teacherSteps: {
      kind: 'number',
      label: 'Teacher steps',
      hint: 'How long the teacher is trained before the lane starts. Untrained, it knows only how items look.',
      min: 0,
      max: 500,
      step: 10,
      default: 100,
      restarts: true,
    },
    ...listKnobs,
  },
  growth: 'N × (N + N × mined): as the square of the batch; T × T once, before the first step.',
  refresh: {
    every: () => Number.POSITIVE_INFINITY,
    taughtFor: ({ teacherSteps }) => teacherSteps,
    next: (tf, asked, { listLength }) => [nearestLists(tf, asked, listLength)],
  },
});
