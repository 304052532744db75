import type { KnobTensors, Tf } from '../part';
import { defineLoss, type Rows } from './loss';
import { type Estimate, falseShare, shareOf } from './shared/debiasing';
import { chanceOf, softmaxOfRows, stillTeaching, temperature } from './shared/softmaxRows';

const knobs = {
  temperature: { ...temperature, default: 0.5 },
  beta: {
    kind: 'number',
    label: 'Concentration (beta)',
    hint: 'How much more the similar negatives count. It acts divided by the temperature; 0 is the debiased loss.',
    min: 0,
    max: 10,
    step: 0.1,
    default: 1,
  },
  falseShare,
  importance: {
    kind: 'choice',
    label: 'Importance weights',
    hint: 'Taught, as in the code of the paper: easy negatives are then pulled closer. Held: every negative is pushed.',
    options: { taught: 'With gradient (reference)', held: 'Held constant' },
    default: 'taught',
  },
} as const;

/** How it sums up the negatives of a row. */
export const estimateOf = (
  tf: Tf,
  rows: Rows,
  values: Omit<KnobTensors<typeof knobs>, 'temperature'>,
): Estimate => ({
  prior: shareOf(tf, values.falseShare, rows),
  importance: { beta: values.beta, detached: values.importance === 'held' },
});

/**
 * Hard-negative reweighted contrastive loss: the debiased loss whose R is N times the mean of
 * exp(s-/T) under weights exp(beta s-/T), over the N chosen negatives of the row; the effective
 * concentration is beta/T. In the reference's code the gradient flows through these weights too, so
 * negatives below s* = T log(beta/(1+beta) R/N) are attracted; held constant they never are. Mean
 * over rows, in nats; beta = 0 is the debiased loss, and tau+ = 0 with it NT-Xent. Without
 * negatives: 0.
 */
export const hcl = defineLoss({
  label: 'Hardness-weighted (HCL)',
  phrase: 'the hardness-weighted loss',
  summary: 'The debiased loss with similar negatives counting for more, by importance weights.',
  paper: 'Robinson et al. 2021, https://arxiv.org/abs/2010.04592, section 3',
  formula: String.raw`-\log \frac{\positive{e^{s_{ip}/\tau}}}{\positive{e^{s_{ip}/\tau}} + \max\!\Big( \frac{R - \false{\tau^+ N\, e^{s_{ip}/\tau}}}{1 - \tau^+},\ N e^{-1/\tau} \Big)}, \quad R = N\, \frac{\sum_n \negative{e^{(1 + \beta)\, s_{in}/\tau}}}{\sum_n \negative{e^{\beta\, s_{in}/\tau}}}`,
  advice:
    'A moderate concentration helps at a high temperature, much as a lower temperature would; a large one draws everything together.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  corrects: true,
  // exp(beta s / T) on top of the softmax's own exp(s / T): together exp((1 + beta) s / T).
  lowersTemperature: {
    instead: 'ntXent',
    plainly: 'NT-Xent',
    lowered: ({ beta, temperature: own }) => (beta > 0 ? own / (1 + beta) : null),
    sentence: (lowered) =>
      `Concentration is partly a lower temperature: its negatives weigh exp((1+β)s/τ), as at temperature ${lowered}.`,
  },
  knobs,
  value: (tf, rows, values) =>
    softmaxOfRows(tf, rows, values.temperature, estimateOf(tf, rows, values)),
  active: (tf, rows, values) =>
    stillTeaching(tf, rows, values.temperature, estimateOf(tf, rows, values)),
  band: {
    knob: 'temperature',
    label: 'temperature',
    range: (values, positive) => [positive, positive - values.temperature / (1 + values.beta)],
    value: ({ beta }, positive, edge) => (positive - edge) * (1 + beta),
  },
  chance: (_knobs, negatives) => chanceOf(negatives),
});
