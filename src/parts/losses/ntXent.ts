import { defineLoss } from './loss';
import {
  chanceOf,
  softmaxOfRows,
  stillTeaching,
  temperature,
  temperatureBand,
} from './shared/softmaxRows';

/**
 * Normalised temperature-scaled cross-entropy: for each anchor and positive
 * -log( exp(s+/T) / (exp(s+/T) + sum over chosen negatives exp(s-/T)) ), mean over rows, in nats.
 * Every item is an anchor. With two views and all negatives it is SimCLR's loss as the mean over
 * the 2N anchors (half of what google-research/simclr returns). A guard's tau+ makes it the
 * debiased loss. Without negatives: 0.
 */
export const ntXent = defineLoss({
  label: 'NT-Xent',
  phrase: 'NT-Xent',
  summary:
    'Softmax of the positive against the chosen negatives; every item takes its turn as anchor.',
  paper: 'Chen et al. 2020 (SimCLR), https://arxiv.org/abs/2002.05709, eq. 1',
  formula: String.raw`\ell_{ip} = -\log \frac{\positive{e^{s_{ip}/\tau}}}{\positive{e^{s_{ip}/\tau}} + \sum_n \negative{w_{in}\, e^{s_{in}/\tau}}}`,
  advice:
    'Helps with many negatives, which it weighs by their hardness itself; with few, or at a temperature so low that false negatives take all of the push, it suffers.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  softmax: true,
  knobs: { temperature },
  value: (tf, rows, knobs) => softmaxOfRows(tf, rows, knobs.temperature),
  active: (tf, rows, knobs) => stillTeaching(tf, rows, knobs.temperature),
  band: temperatureBand,
  chance: (_knobs, negatives) => chanceOf(negatives),
});
