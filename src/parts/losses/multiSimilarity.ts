import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { asCandidates, defineLoss } from './loss';
import { anchorWeights, asGroup, overAnchors, rowWeights } from './shared/groups';
import { logSumExp, pushesStill, softplus } from './shared/logSumExp';

/**
 * Multi-similarity loss: for each anchor 1/alpha log(1 + sum over positives exp(-alpha(s - base)))
 * + 1/beta log(1 + sum over chosen negatives exp(beta(s - base))), mean over all anchors; an empty
 * group counts 0. All negatives of an anchor act together, whichever of its rows they were chosen
 * for. The authors' mining of pairs is a selection of its own.
 */
export const multiSimilarity = defineLoss({
  label: 'Multi-similarity',
  phrase: 'multi-similarity loss',
  summary:
    'Pulls a positive closer if its similarity is below a threshold, pushes a negative away if it is above; the hardest pairs count most.',
  paper:
    'Wang et al. 2019, https://openaccess.thecvf.com/content_CVPR_2019/html/Wang_Multi-Similarity_Loss_With_General_Pair_Weighting_for_Deep_Metric_Learning_CVPR_2019_paper.html, eq. 15',
  formula: String.raw`\frac1\alpha\log\Big(1 + \sum_p \positive{e^{-\alpha(s_{ip} - \lambda)}}\Big) + \frac1\beta\log\Big(1 + \sum_n w_{in}\,\negative{e^{\beta(s_{in} - \lambda)}}\Big)`,
  advice:
    'Finds the pairs that matter by itself in large labelled batches; a high negative sharpness leaves all but the hardest negative alone, which hurts when that one is mislabelled.',
  axis: 'similarity',
  anchors: 'all',
  terms: 'negatives',
  together: true,
  knobs: {
    positiveSharpness: {
      kind: 'number',
      label: 'Positive sharpness',
      hint: 'Low: all positives are pulled alike. High: only those below the base (alpha).',
      min: 0.5,
      max: 50,
      step: 0.5,
      default: 2,
      scale: 'log',
    },
    negativeSharpness: {
      kind: 'number',
      label: 'Negative sharpness',
      hint: 'Low: all negatives push alike. High: only the hardest, if it is above the base (beta).',
      min: 1,
      max: 100,
      step: 1,
      default: 50,
      scale: 'log',
    },
    base: {
      kind: 'number',
      label: 'Base',
      hint: 'The cosine that positives should exceed and negatives stay below (lambda).',
      min: 0,
      max: 1,
      step: 0.01,
      default: 0.5,
    },
  },
  value(tf, rows, { positiveSharpness, negativeSharpness, base }) {
    const above = tf.sub(rows.similarity, base) as Tensor2D;
    const cost = (logits: Tensor3D, weights: Tensor3D) =>
      softplus(tf, logSumExp(tf, logits, weights));
    const positive = cost(
      asGroup(tf, tf.mul(rows.positive(above), tf.neg(positiveSharpness))),
      asGroup(tf, rows.valid),
    );
    const negative = cost(
      asCandidates(tf, tf.mul(above, negativeSharpness)),
      anchorWeights(tf, rows),
    );
    const both = tf.add(tf.div(positive, positiveSharpness), tf.div(negative, negativeSharpness));
    return overAnchors(tf, both, rows);
  },
  active(tf, rows, { negativeSharpness, base }) {
    const logits = tf.mul(tf.sub(rows.similarity, base), negativeSharpness) as Tensor2D;
    return tf.mul(
      asCandidates(tf, pushesStill(tf, logits)),
      tf.step(rowWeights(tf, rows)),
    ) as Tensor3D;
  },
  band: {
    knob: 'base',
    label: 'base',
    range: ({ base }) => [1, base],
    value: (_knobs, _positive, edge) => edge,
  },
  chance({ positiveSharpness: alpha, negativeSharpness: beta, base }, negatives, positives) {
    const pull = Math.log1p(positives * Math.exp(-alpha * (1 - base))) / alpha;
    return pull + Math.log1p(negatives * Math.exp(beta * (1 - base))) / beta;
  },
});
