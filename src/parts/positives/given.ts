import { shuffled } from '../random';
import { definePositives } from './positives';

/**
 * Pairs that come with the data: a sentence and its rewrite, a question and its answer. A batch
 * draws N pairs without repeats, the N queries first and then their keys; the key of a query is its
 * only positive, and every other row a candidate. Data with fewer pairs give all they have.
 */
export const given = definePositives({
  label: 'Given pairs',
  phrase: 'the pairs given',
  summary:
    'What the data say belongs together: a sentence and its rewrite, a query and its answer.',
  paper: 'Henderson et al. 2017, https://arxiv.org/abs/1705.00652, section 4.4',
  knobs: {
    givenPairs: {
      kind: 'number',
      label: 'Pairs in a batch',
      hint: 'N pairs give 2N rows; each query meets the keys of all others.',
      min: 8,
      max: 128,
      step: 8,
      default: 64,
      restarts: true,
    },
  },
  byLabel: false,
  inPairs: true,
  unfitFor: ({ gives }) =>
    gives?.pairs ? null : 'These data come without pairs; each item stands alone.',
  drawsPerRow: 0,
  layout({ givenPairs }, { pairs }) {
    const n = Math.min(givenPairs, pairs);
    return {
      sampled: 2 * n,
      items: Int32Array.from({ length: 2 * n }, (_, i) => i),
      positives: Int32Array.from({ length: 2 * n }, (_, i) => (i + n) % (2 * n)),
      q: 1,
      isQuery: Uint8Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : 0)),
      group: Int32Array.from({ length: 2 * n }, (_, i) => i % n),
      description: `${n} pairs`,
    };
  },
  sample({ pairs }, layout, random) {
    const drawn = shuffled(pairs, random, layout.sampled / 2);
    return Int32Array.from([...drawn.map(([query]) => query), ...drawn.map(([, key]) => key)]);
  },
});
