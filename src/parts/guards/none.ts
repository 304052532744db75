import { defineGuard } from './guard';

/** Every candidate stays, false negatives too. */
export const none = defineGuard({
  label: 'None',
  phrase: 'unguarded',
  summary:
    'No protection: a selected negative is pushed away even if it really belongs to the anchor’s class.',
  advice:
    "Fine where candidates are rarely of the anchor's class; with few classes, hard selections pick false negatives first of all.",
  knobs: {},
  allowed: (_tf, { eligible }) => eligible,
});
