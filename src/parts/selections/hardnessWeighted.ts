import { asCandidates } from '../losses/loss';
import { defineSelection } from './selection';
import { masked } from './shared/rank';

/**
 * Every eligible candidate, with a weight proportional to exp(beta * cosine) and mean 1 over the
 * eligible candidates of the anchor, [N, 1, C]; a constant to the gradient. beta 0 is `all`.
 * Nothing eligible: nothing acts.
 */
export const hardnessWeighted = defineSelection({
  label: 'Hardness-weighted',
  phrase: 'all, the harder the stronger',
  summary:
    'Every negative acts, with a weight that grows exponentially with its similarity to the anchor.',
  paper: 'Robinson et al. 2021 (HCL), https://arxiv.org/abs/2010.04592, section 3.1',
  formula: String.raw`w_{in} = \frac{\exp(\beta \, \negative{s_{in}})}{\frac{1}{m_i} \sum_c \exp(\beta \, \candidate{s_{ic}})}`,
  advice:
    'Helps a softmax at a high temperature, where it acts like a lower one; a large beta puts all weight on the hardest, false negatives included, and contracts the space.',
  // Weights exp(beta s) in front of a softmax's exp(s / T): together exp((beta + 1 / T) s).
  lowersTemperature: {
    instead: 'all',
    plainly: 'all negatives',
    lowered: ({ concentration }, temperature) =>
      concentration > 0 ? temperature / (1 + concentration * temperature) : null,
    sentence: (lowered) =>
      `With a softmax these weights are partly a lower temperature: together exp((β+τ⁻¹)s), as at temperature ${lowered}.`,
  },
  knobs: {
    concentration: {
      kind: 'number',
      label: 'Concentration (beta)',
      hint: '0: all weigh the same. High: only the most similar act. HCL’s beta over the temperature.',
      min: 0,
      max: 50,
      step: 0.5,
      default: 5,
    },
  },
  weights(tf, { similarity, eligible }, { concentration }) {
    const allowed = asCandidates(tf, eligible);
    const candidates = asCandidates(tf, similarity);
    const count = tf.sum(allowed, 2, true);
    const largest = tf.max(masked(tf, candidates, allowed), 2, true);
    const below = tf.mul(tf.sub(candidates, largest), allowed);
    const share = tf.mul(tf.exp(tf.mul(below, concentration)), allowed);
    const sum = tf.maximum(tf.sum(share, 2, true), 1e-30);
    return tf.mul(share, tf.div(count, sum));
  },
});
