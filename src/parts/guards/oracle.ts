import { defineGuard } from './guard';

/** Removes every candidate of the anchor's own class: the best any guard could do. */
export const oracle = defineGuard({
  label: 'Oracle labels',
  phrase: 'guarded by labels',
  summary: 'Peeks at the hidden labels and drops every false negative: the upper bound for guards.',
  formula: String.raw`\false{n} \text{ is dropped if } y_n = y_i`,
  advice: 'Shows how much false negatives cost; no method without labels can do it.',
  knobs: {},
  allowed: (tf, { eligible, sameClass }) => tf.mul(eligible, tf.sub(1, sameClass)),
});
