import { defineLoss } from './loss';
import {
  chanceOf,
  softmaxOfRows,
  stillTeaching,
  temperature,
  temperatureBand,
} from './shared/softmaxRows';

/**
 * InfoNCE, one way: queries (first samples or first views) against keys (the others); the
 * formula of NT-Xent, but a query never meets another query. Mean over queries, in nats.
 */
export const infoNce = defineLoss({
  label: 'InfoNCE',
  phrase: 'InfoNCE',
  summary: 'Softmax of the positive against the chosen negatives, from queries to keys only.',
  paper: 'van den Oord et al. 2018, https://arxiv.org/abs/1807.03748, eq. 4',
  formula: String.raw`\ell_q = -\log \frac{\positive{e^{s_{qp}/\tau}}}{\positive{e^{s_{qp}/\tau}} + \sum_n \negative{w_{qn}\, e^{s_{qn}/\tau}}}, \quad q \in \text{queries},\ p, n \in \text{keys}`,
  advice:
    'Right where queries and keys differ in kind, or where keys come from a queue; with two like views NT-Xent gets more negatives out of the same batch.',
  axis: 'similarity',
  anchors: 'queries',
  terms: 'negatives',
  softmax: true,
  knobs: { temperature },
  value: (tf, rows, knobs) => softmaxOfRows(tf, rows, knobs.temperature),
  active: (tf, rows, knobs) => stillTeaching(tf, rows, knobs.temperature),
  band: temperatureBand,
  chance: (_knobs, negatives) => chanceOf(negatives),
});
