import { asCandidates } from '../losses/loss';
import { highest } from './rank';
import { defineSelection, k } from './selection';

/** The k eligible candidates least similar to the anchor. */
export const easiest = defineSelection({
  label: 'Easiest',
  phrase: 'the easiest',
  summary:
    'Takes the least similar negatives: they are far away already and teach next to nothing.',
  knobs: { k },
  weights: (tf, { similarity, eligible }, knobs) =>
    highest(tf, asCandidates(tf, tf.neg(similarity)), asCandidates(tf, eligible), knobs.k),
});
