import { defineSchedule } from './schedule';

/** The learning rate as it was set, at every step. */
export const constant = defineSchedule({
  label: 'Constant',
  phrase: 'a constant rate',
  summary: 'The learning rate stays as it is set.',
  formula: String.raw`\eta_t = \eta`,
  advice:
    'Right for short runs and for turning knobs while training; a long run ends noisier than one whose rate decays.',
  knobs: {},
});
