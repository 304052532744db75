import type { ChoiceKnob, NumberKnob } from '../../part';

/**
 * Zero-shot evaluation: some classes give training items alone, the others held-out items alone, so
 * that measures tell what the encoder makes of classes that it never met (Oh Song et al. 2016,
 * https://arxiv.org/abs/1511.06452, section 6).
 */
export const heldOut = {
  kind: 'choice',
  label: 'Tested on',
  hint: 'New items of the classes it trains on, or classes it never meets in training (zero-shot).',
  options: { items: 'New items', classes: 'Classes never seen' },
  default: 'items',
} as const satisfies ChoiceKnob;

export const imagesPerClass = {
  kind: 'number',
  label: 'Images per class',
  hint: 'How many images of each class it trains on. With few it learns them by heart.',
  min: 10,
  max: 200,
  step: 10,
  default: 120,
  restarts: true,
} as const satisfies NumberKnob;
