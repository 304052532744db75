import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';

/** Every eligible candidate, weight 1. */
export const all = defineSelection({
  label: 'All',
  phrase: 'all of them',
  summary: 'Every candidate acts; the loss alone decides how strongly.',
  knobs: {},
  weights: (tf, { eligible }) => asCandidates(tf, eligible),
});
