import { defineGuard } from './guard';

/**
 * Removes nobody: tells a softmax loss what share tau+ of the candidates is false, and the loss
 * subtracts what that share is expected to add. It turns NT-Xent into the debiased loss exactly.
 */
export const debiased = defineGuard({
  label: 'Debiased (tau+)',
  phrase: 'debiased',
  summary:
    'Names no false negative: the loss subtracts, by the positive, what an assumed share of them adds.',
  paper: 'Chuang et al. 2020, https://arxiv.org/abs/2007.00224, eq. 7 and 8',
  formula: String.raw`\sum_n \negative{e^{s_{in}/\tau}} \;\to\; \max\!\Big( \frac{\sum_n \negative{e^{s_{in}/\tau}} - \false{\tau^+ N\, e^{s_{ip}/\tau}}}{1 - \tau^+},\ N e^{-1/\tau} \Big)`,
  advice:
    'Needs no labels and no second encoder, and helps a little at a temperature near 0.5 when few classes make many negatives false; at lower ones, or with a larger share, it silences true negatives.',
  knobs: {
    prior: {
      kind: 'number',
      label: 'False share (tau+)',
      hint: 'Share of the candidates that is taken to be false; 1 / classes if classes are alike in size.',
      min: 0,
      max: 0.5,
      step: 0.01,
      default: 0.1,
    },
  },
  allowed: (_tf, { eligible }) => eligible,
  prior: ({ prior }) => prior,
});
