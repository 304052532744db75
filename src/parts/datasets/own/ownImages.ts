import { defineDataset } from '../dataset';
import { brought, OWN_SOURCE } from './own';

/**
 * Pictures that the visitor brings, [edge, edge, 1 or 3] from 0 (black) to 1 (white), with a class
 * each. @throws Error where none were brought
 */
export const ownImages = defineDataset({
  label: 'Your images',
  phrase: 'your images',
  summary: 'Pictures of your own, a folder for each class; they stay on this machine.',
  source: OWN_SOURCE,
  kind: 'image',
  isOwn: true,
  suits: { positives: 'label', encoder: 'smallCnn' },
  knobs: {},
  load: async ({ own }) => brought(own, 'images'),
});
