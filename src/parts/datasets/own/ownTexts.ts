import { defineDataset } from '../dataset';
import { brought, OWN_SOURCE } from './own';

/** Texts that the visitor brings, [tokens] each, with a class each. @throws Error where none were brought */
export const ownTexts = defineDataset({
  label: 'Your texts',
  phrase: 'your texts',
  summary: 'Texts of your own with a label each; they stay on this machine.',
  source: OWN_SOURCE,
  kind: 'text',
  isOwn: true,
  suits: { positives: 'label', encoder: 'embeddingBag' },
  knobs: {},
  load: async ({ own }) => brought(own, 'texts'),
});
