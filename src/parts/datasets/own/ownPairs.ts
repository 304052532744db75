import type { Data, Items } from '../../data';
import { defineDataset } from '../dataset';
import { brought, OWN_SOURCE } from './own';

/** Items with a table of near misses, empty where the pairs came without any. */
const withMisses = (items: Items): Items =>
  items.nearMisses
    ? items
    : { ...items, nearMisses: { perItem: 1, items: new Int32Array(items.count).fill(-1) } };

/**
 * Pairs of texts that the visitor brings, each text once, [tokens]: a query and its answer, a sentence
 * and its paraphrase. Texts that pairs link are one class. Near misses are there where a column of
 * the table held them; where it did not, no item has one, and a source of them adds nothing.
 * @throws Error where none were brought
 */
export const ownPairs = defineDataset({
  label: 'Your text pairs',
  phrase: 'your text pairs',
  summary: 'Pairs of texts of your own that belong together; they stay on this machine.',
  source: OWN_SOURCE,
  kind: 'text',
  isOwn: true,
  gives: { pairs: true, nearMisses: true },
  suits: { positives: 'given', encoder: 'embeddingBag' },
  lens: 'search',
  knobs: {},
  async load({ own }): Promise<Data> {
    const data = brought(own, 'pairs of texts');
    return { ...data, train: withMisses(data.train), heldOut: withMisses(data.heldOut) };
  },
});
