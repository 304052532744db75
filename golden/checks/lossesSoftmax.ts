import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { estimateOf } from '../../src/parts/losses/hcl';
import { asRows } from '../../src/parts/losses/loss';
import { negativeMass } from '../../src/parts/losses/shared/debiasing';
import type { Answer } from './compare';
import { type GoldenCase, parameter, shapeOf } from './format';
import { knobTensors, layoutOf, lossAnswers, rowsOf, tensorOf } from './rows';

const rowsIn = (one: GoldenCase, name: string): number =>
  shapeOf(one.inputs[name], `inputs.${name}`)[0] as number;

/** Two views end to end: each row and its partner, all other rows negatives. */
function twoViews(one: GoldenCase) {
  const n = rowsIn(one, 'z1');
  const partner = (row: number) => (row + n) % (2 * n);
  return layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [partner(row)]),
    2 * n,
    (anchor, candidate) => candidate !== anchor && candidate !== partner(anchor),
  );
}

/** Row i against candidate i, all other candidates negatives. */
const against = (n: number, candidates = n) =>
  layoutOf(
    Array.from({ length: n }, (_, row) => [row]),
    candidates,
    (anchor, candidate) => candidate !== anchor,
  );

/** Two sides end to end: every row meets the other side only. */
const bothWays = (n: number) =>
  layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [(row + n) % (2 * n)]),
    2 * n,
    (anchor, candidate) => anchor < n !== candidate < n && candidate % n !== anchor % n,
  );

const symmetric = (temperature: number) => {
  const knobs = knobTensors(losses.symmetricInfoNce, { temperature });
  return (a: Tensor2D, b: Tensor2D): Scalar =>
    losses.symmetricInfoNce.value(tf, rowsOf(bothWays(a.shape[0]), tf.concat([a, b])), knobs);
};

/** Two sides of pairs, in both directions, and each direction by itself. */
export async function clip(one: GoldenCase): Promise<Answer[]> {
  const temperature = parameter(one, 'temperature');
  const knobs = knobTensors(losses.infoNce, { temperature });
  const oneWay = async (key: string, from: string, to: string): Promise<Answer> => {
    const [queries, keys] = [tensorOf(one, from) as Tensor2D, tensorOf(one, to) as Tensor2D];
    const value = losses.infoNce.value(tf, rowsOf(against(queries.shape[0]), queries, keys), knobs);
    return { key, got: await value.data(), rule: 'value' };
  };
  return [
    ...(await lossAnswers(one, ['a', 'b'], symmetric(temperature))),
    await oneWay('loss_a_to_b', 'a', 'b'),
    await oneWay('loss_b_to_a', 'b', 'a'),
  ];
}

/** Anchors against all positives and all hard negatives; without these also in both directions. */
export async function rankingWithHardNegatives(one: GoldenCase): Promise<Answer[]> {
  const temperature = 1 / parameter(one, 'scale');
  const knobs = knobTensors(losses.infoNce, { temperature });
  const pairs = ['anchors', 'positives'];
  const inputs = 'negatives' in one.inputs ? [...pairs, 'negatives'] : pairs;
  const answers = await lossAnswers(one, inputs, (anchors, positives, negatives) => {
    const [n, d] = anchors.shape;
    const hard = negatives ? [tf.reshape(negatives, [negatives.size / d, d])] : [];
    const candidates = tf.concat([positives, ...hard]) as Tensor2D;
    const layout = against(n, candidates.shape[0]);
    return losses.infoNce.value(tf, rowsOf(layout, anchors, candidates), knobs);
  });
  if (!('symmetric' in one.expected)) return answers;
  const back = await lossAnswers(one, pairs, symmetric(temperature), 'symmetric', 'grad_symmetric');
  return [...answers, ...back];
}

/** NT-Xent of a case with two views, without a gradient. */
async function ntXentValue(one: GoldenCase, key: string): Promise<Answer> {
  const raw = tf.concat([tensorOf(one, 'z1'), tensorOf(one, 'z2')]) as Tensor2D;
  const knobs = knobTensors(losses.ntXent, { temperature: parameter(one, 'temperature') });
  const value = losses.ntXent.value(tf, rowsOf(twoViews(one), raw), knobs);
  return { key, got: await value.data(), rule: 'value' };
}

/** Two views, corrected for a share of false negatives; uncorrected it is NT-Xent. */
export async function debiased(one: GoldenCase): Promise<Answer[]> {
  const layout = twoViews(one);
  const knobs = knobTensors(losses.debiased, {
    temperature: parameter(one, 'temperature'),
    falseShare: parameter(one, 'tau_plus'),
  });
  return [
    ...(await lossAnswers(one, ['z1', 'z2'], (z1, z2) =>
      losses.debiased.value(tf, rowsOf(layout, tf.concat([z1, z2])), knobs),
    )),
    await ntXentValue(one, 'biased'),
  ];
}

/** Two views, weighted by hardness and corrected; how many anchors stand at the floor. */
export async function hcl(one: GoldenCase): Promise<Answer[]> {
  const layout = twoViews(one);
  const temperature = parameter(one, 'temperature');
  const knobs = knobTensors(losses.hcl, {
    temperature,
    beta: parameter(one, 'beta'),
    falseShare: parameter(one, 'tau_plus'),
    importance: 'taught',
  });
  const raw = tf.concat([tensorOf(one, 'z1'), tensorOf(one, 'z2')]) as Tensor2D;
  const rows = rowsOf(layout, raw);
  const positive = asRows(tf, tf.div(rows.positive(rows.similarity), temperature));
  const estimate = estimateOf(tf, rows, knobs);
  const { clamped } = negativeMass(tf, rows, positive, tf.scalar(temperature), estimate);
  return [
    ...(await lossAnswers(one, ['z1', 'z2'], (z1, z2) =>
      losses.hcl.value(tf, rowsOf(layout, tf.concat([z1, z2])), knobs),
    )),
    await ntXentValue(one, 'easy_estimator'),
    {
      key: 'anchors_clamped',
      got: clamped ? await tf.sum(clamped).data() : [Number.NaN],
      rule: 'exact',
    },
  ];
}

/** Two views without the positive in the denominator, plain and with weighted positives. */
export async function decoupled(one: GoldenCase): Promise<Answer[]> {
  const layout = twoViews(one);
  const value = (weighting: string) => (z1: Tensor2D, z2: Tensor2D) =>
    losses.decoupled.value(
      tf,
      rowsOf(layout, tf.concat([z1, z2])),
      knobTensors(losses.decoupled, {
        temperature: parameter(one, 'temperature'),
        weighting,
        sigma: parameter(one, 'sigma'),
      }),
    );
  const weighted = ['weighted_dclw', 'grad_weighted_dclw'] as const;
  return [
    ...(await lossAnswers(one, ['z1', 'z2'], value('plain'))),
    ...(await lossAnswers(one, ['z1', 'z2'], value('held'), ...weighted)),
  ];
}

/** All pairs of two sides, each a question of its own; scale and bias have gradients too. */
export function sigLip(one: GoldenCase): Promise<Answer[]> {
  const layout = against(rowsIn(one, 'a'));
  const inputs = ['a', 'b', 'logit_scale', 'logit_bias'];
  return lossAnswers(one, inputs, (a, b, scale, bias) => {
    const [logitScale, logitBias] = [scale, bias] as unknown as [Scalar, Scalar];
    const knobs = { logitScale, logitBias, bias: 'byHand' } as const;
    return losses.sigmoid.value(tf, rowsOf(layout, a, b), knobs);
  });
}
