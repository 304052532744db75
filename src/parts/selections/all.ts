import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';

/** Every eligible candidate, weight 1. */
export const all = defineSelection({
  label: 'All',
  phrase: 'all of them',
  summary: 'Every candidate acts; the loss alone decides how strongly.',
  formula: 'w_{in} = 1',
  advice:
    'Helps losses that weigh by themselves, such as a softmax; under a triplet loss whose mean is over all triplets the many easy ones drown the few that teach.',
  knobs: {},
  weights: (tf, { eligible }) => asCandidates(tf, eligible),
});
