import { defineDataset } from '../dataset';
import { brought, OWN_SOURCE } from './own';

/**
 * Rows of numbers that the visitor brings, [features] each, every column spread over -1..1, with a
 * class each. @throws Error where none were brought
 */
export const ownPoints = defineDataset({
  label: 'Your points',
  phrase: 'your points',
  summary: 'Rows of numbers of your own with a label each; they stay on this machine.',
  source: OWN_SOURCE,
  kind: 'point',
  isOwn: true,
  suits: { positives: 'label', encoder: 'mlp' },
  knobs: {},
  load: async ({ own }) => brought(own, 'rows of numbers'),
});
