import { fromLists, listKnobs, nearestLists } from './shared/lists';
import { defineSource } from './source';

/**
 * Besides the batch, some of the items that lay nearest to each anchor in the whole training set
 * when all of it was last encoded; they are encoded anew, with gradient. If an item has fewer
 * others than its list is long, the list ends in taken ones (`Asked.isTaken`), which never count as
 * negatives.
 */
export const wholeSet = defineSource({
  ...fromLists,
  label: 'Whole set',
  phrase: 'in batch and mined from the whole set',
  summary:
    'Looks through all training items for the nearest others; the list is renewed now and then.',
  paper: 'Xiong et al. 2021 (ANCE), https://arxiv.org/abs/2007.00808, section 4',
  formula: String.raw`\candidate{\mathcal{L}_i} = \mathrm{top}_L \{ s_{in} : n \notin \positive{P_i} \} \ \text{every } R \text{ steps}, \qquad \negative{n_{i1}, \dots, n_{ih}} \sim \candidate{\mathcal{L}_i}`,
  advice:
    'Helps when good negatives are rare and a batch seldom holds one; hurts with unlabelled data, where the nearest others are often of the same class.',
  knobs: {
    refreshEvery: {
      kind: 'number',
      label: 'Renew every',
      hint: 'Steps between two searches through the whole set. Seldom is cheap, but the lists go stale.',
      min: 10,
      max: 1000,
      step: 10,
      default: 100,
    },
    ...listKnobs,
  },
  growth: 'N × (N + N × mined) + T × T / R: as the square of the data, spread over R steps.',
  refresh: {
    every: ({ refreshEvery }) => refreshEvery,
    next: (tf, asked, { listLength }) => [nearestLists(tf, asked, listLength)],
  },
  comparisons: ({ items }, { refreshEvery }) => Math.round((items * items) / refreshEvery),
});
