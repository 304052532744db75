import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';
import { lowestPositive } from './shared/positives';

/**
 * Every eligible candidate with s(a,n) + epsilon > the lowest s(a,p) over the anchor's positives,
 * cosines; one table for all positives of an anchor. An anchor without a positive has none, and one
 * whose negatives are all clear of its positives rests.
 */
export const multiSimilarityMining = defineSelection({
  label: 'Multi-similarity mining',
  phrase: 'those near the farthest positive',
  summary:
    'Takes every negative more similar than the anchor’s least similar positive, with some slack.',
  paper:
    'Wang et al. 2019 (Multi-similarity), https://arxiv.org/abs/1904.06627, section 4 (pair mining)',
  formula: String.raw`w_{in} = 1 \text{ if } \negative{s_{in}} + \epsilon > \min_p \positive{s_{ip}}`,
  advice:
    'Helps with several positives an anchor, as its reach follows the class’s own spread; one outlier among the positives lets nearly everything in.',
  knobs: {
    slack: {
      kind: 'number',
      label: 'Slack (epsilon)',
      hint: 'How much less similar than the least similar positive a negative may be and still act.',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.1,
    },
  },
  weights(tf, choice, { slack }) {
    const reach = tf.sub(
      tf.add(asCandidates(tf, choice.similarity), slack),
      lowestPositive(tf, choice),
    );
    return tf.mul(tf.step(reach), asCandidates(tf, choice.eligible));
  },
  acting: (candidates, { slack }) => (slack > 0 ? candidates : null),
});
