import { defineGuard } from './guard';

/** Removes every candidate of the anchor's own class: the best any guard could do. */
export const oracle = defineGuard({
  label: 'Oracle labels',
  phrase: 'guarded by labels',
  summary: 'Peeks at the hidden labels and drops every false negative: the upper bound for guards.',
  knobs: {},
  allowed: (tf, { eligible, sameClass }) => tf.mul(eligible, tf.sub(1, sameClass)),
});
