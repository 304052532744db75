import { asCandidates } from '../losses/loss';
import { defineSelection, k } from './selection';
import { highest } from './shared/rank';

/** The k eligible candidates most similar to the anchor. */
export const hardest = defineSelection({
  label: 'Hardest',
  phrase: 'the hardest',
  summary:
    'Takes the most similar negatives: the strongest signal, but early in training the encoder can collapse.',
  paper: 'Hermans et al. 2017 (batch hard), https://arxiv.org/abs/1703.07737, eq. 5',
  formula: String.raw`w_{in} = 1 \text{ for the } k \text{ highest } \negative{s_{in}} \text{ among } \candidate{s_{ic}}`,
  advice:
    'Helps once classes have begun to part; early on, or with false negatives about, it pulls everything to one point.',
  knobs: { k },
  weights: (tf, { similarity, eligible }, knobs) =>
    highest(tf, asCandidates(tf, similarity), asCandidates(tf, eligible), knobs.k),
});
