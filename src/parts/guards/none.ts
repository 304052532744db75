import { defineGuard } from './guard';

/** Every candidate stays, false negatives too. */
export const none = defineGuard({
  label: 'None',
  phrase: 'unguarded',
  summary: 'Whatever is selected acts, even if it secretly is of the same class.',
  knobs: {},
  allowed: (_tf, { eligible }) => eligible,
});
