import { asCandidates } from '../losses/loss';
import { defineSelection, k } from './selection';
import { highest } from './shared/rank';

/** The k eligible candidates least similar to the anchor. */
export const easiest = defineSelection({
  label: 'Easiest',
  phrase: 'the easiest',
  summary:
    'Takes the least similar negatives: they are far away already and teach next to nothing.',
  formula: String.raw`w_{in} = 1 \text{ for the } k \text{ lowest } \negative{s_{in}} \text{ among } \candidate{s_{ic}}`,
  advice: 'Never collapses and hardly ever teaches: use it to see what mining is for.',
  knobs: { k },
  weights: (tf, { similarity, eligible }, knobs) =>
    highest(tf, asCandidates(tf, tf.neg(similarity)), asCandidates(tf, eligible), knobs.k),
});
