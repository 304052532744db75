import { defineLoss } from './loss';
import { falseShare, shareOf } from './shared/debiasing';
import {
  chanceOf,
  softmaxOfRows,
  stillTeaching,
  temperature,
  temperatureBand,
} from './shared/softmaxRows';

/**
 * NT-Xent whose negatives are corrected for a share tau+ of false ones: with N chosen negatives,
 * R = sum of exp(s-/T) and e+ = exp(s+/T) the negatives' mass is
 * max((R - tau+ N e+) / (1 - tau+), N exp(-1/T)); at that floor they get no gradient. Mean over
 * rows, in nats; tau+ = 0 is NT-Xent. Not the loss that is called decoupled. Without negatives: 0.
 */
export const debiased = defineLoss({
  label: 'Debiased',
  phrase: 'the debiased loss',
  summary:
    'NT-Xent that subtracts, by the positive, what false negatives are expected to add; it does not know which they are.',
  paper: 'Chuang et al. 2020, https://arxiv.org/abs/2007.00224, eq. 7 and 8',
  formula: String.raw`-\log \frac{\positive{e^{s_{ip}/\tau}}}{\positive{e^{s_{ip}/\tau}} + \max\!\Big( \frac{\sum_n \negative{e^{s_{in}/\tau}} - \false{\tau^+ N\, e^{s_{ip}/\tau}}}{1 - \tau^+},\ N e^{-1/\tau} \Big)}`,
  advice:
    'Helps a little when few classes make many negatives false; a low temperature, a share set too high, or small batches of well aligned pairs silence the negatives.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  corrects: true,
  knobs: { temperature: { ...temperature, default: 0.5 }, falseShare },
  value: (tf, rows, knobs) =>
    softmaxOfRows(tf, rows, knobs.temperature, { prior: shareOf(tf, knobs.falseShare, rows) }),
  active: (tf, rows, knobs) =>
    stillTeaching(tf, rows, knobs.temperature, { prior: shareOf(tf, knobs.falseShare, rows) }),
  band: temperatureBand,
  chance: (_knobs, negatives) => chanceOf(negatives),
});
