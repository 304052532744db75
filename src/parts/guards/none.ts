import { defineGuard } from './guard';

/** Every candidate stays, false negatives too. */
export const none = defineGuard({
  label: 'None',
  phrase: 'unguarded',
  summary: 'No protection: even negatives of the anchor’s class are pushed away.',
  advice:
    "Fine where candidates are rarely of the anchor's class; with few classes, hard selections pick false negatives first of all.",
  knobs: {},
  allowed: (_tf, { eligible }) => eligible,
});
