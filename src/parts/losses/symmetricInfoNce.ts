import { defineLoss } from './loss';
import {
  chanceOf,
  softmaxOfRows,
  stillTeaching,
  temperature,
  temperatureBand,
} from './shared/softmaxRows';

/**
 * InfoNCE both ways: queries against keys and keys against queries, the mean over all of these
 * rows, in nats; with one positive each, half of either direction's own mean. No item meets one of
 * its own side, unlike in NT-Xent. One pair alone has no negatives: 0.
 */
export const symmetricInfoNce = defineLoss({
  label: 'Symmetric InfoNCE',
  phrase: 'symmetric InfoNCE',
  summary: 'InfoNCE from queries to keys and back again; neither side meets its own kind (CLIP).',
  paper: 'Radford et al. 2021 (CLIP), https://arxiv.org/abs/2103.00020, figure 3',
  formula: String.raw`\tfrac12 \Big( {-\log} \frac{\positive{e^{s_{qp}/\tau}}}{\positive{e^{s_{qp}/\tau}} + \sum_n \negative{w_{qn}\, e^{s_{qn}/\tau}}} - \log \frac{\positive{e^{s_{pq}/\tau}}}{\positive{e^{s_{pq}/\tau}} + \sum_m \negative{w_{pm}\, e^{s_{pm}/\tau}}} \Big)`,
  advice:
    'Right for pairs of two kinds that are searched in both directions, such as pictures and captions; it leaves out the negatives within a kind, so two like views learn more from NT-Xent.',
  axis: 'similarity',
  anchors: 'bothWays',
  terms: 'negatives',
  softmax: true,
  knobs: { temperature },
  value: (tf, rows, knobs) => softmaxOfRows(tf, rows, knobs.temperature),
  active: (tf, rows, knobs) => stillTeaching(tf, rows, knobs.temperature),
  band: temperatureBand,
  // With several keys to a query, keys meet fewer candidates than queries do.
  chance: (_knobs, negatives, positives) => (positives === 1 ? chanceOf(negatives) : null),
});
