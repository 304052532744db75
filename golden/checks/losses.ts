import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { normalised } from '../../src/parts/encoders/encoder';
import { losses } from '../../src/parts/losses';
import { asCandidates, asRows } from '../../src/parts/losses/loss';
import { euclidean } from '../../src/parts/losses/shared/distance';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, parameter, shapeOf, word } from './format';
import { knobTensors, labelledLayout, layoutOf, lossAnswers, rowsOf, tensorOf } from './rows';

/** Items and their positives, one each: NT-Xent with the two views end to end. */
export function ntXent(one: GoldenCase): Promise<Answer[]> {
  const n = shapeOf(one.inputs.z1, 'inputs.z1')[0] as number;
  const partner = (row: number) => (row + n) % (2 * n);
  const layout = layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [partner(row)]),
    2 * n,
    (anchor, candidate) => candidate !== anchor && candidate !== partner(anchor),
  );
  const knobs = knobTensors(losses.ntXent, { temperature: parameter(one, 'temperature') });
  return lossAnswers(one, ['z1', 'z2'], (z1, z2) =>
    losses.ntXent.value(tf, rowsOf(layout, tf.concat([z1, z2])), knobs),
  );
}

/** Queries against their keys, then against negatives of their own, shared ones, or other keys. */
export function infoNce(one: GoldenCase): Promise<Answer[]> {
  const mode = word(one, 'negative_mode', ['paired', 'unpaired', 'in-batch']);
  const n = shapeOf(one.inputs.query, 'inputs.query')[0] as number;
  const [first = 0, second = 0] = shapeOf(one.inputs.negatives, 'inputs.negatives');
  const extra = { paired: first * second, unpaired: first, 'in-batch': 0 }[mode];
  const layout = layoutOf(
    Array.from({ length: n }, (_, row) => [row]),
    n + extra,
    (anchor, candidate) => {
      if (mode === 'in-batch') return candidate !== anchor;
      if (candidate < n) return false;
      return mode === 'unpaired' || Math.floor((candidate - n) / second) === anchor;
    },
  );
  const knobs = knobTensors(losses.infoNce, { temperature: parameter(one, 'temperature') });
  const inputs = mode === 'in-batch' ? ['query', 'positive'] : ['query', 'positive', 'negatives'];
  return lossAnswers(one, inputs, (query, positive, negatives) => {
    const d = query.shape[1];
    const candidates = negatives
      ? tf.concat([positive, tf.reshape(negatives, [extra, d])])
      : positive;
    return losses.infoNce.value(tf, rowsOf(layout, query, candidates as Tensor2D), knobs);
  });
}

/** Every triplet there is, with the mean over all and over the active ones. */
export async function tripletHinge(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const knobs = (reduction: string) =>
    knobTensors(losses.triplet, {
      margin: parameter(one, 'margin'),
      distance: 'euclidean',
      reduction,
    });
  const every = tf.mul(asCandidates(tf, layout.eligible), asRows(tf, layout.valid)) as Tensor3D;
  const rows = (raw: Tensor2D) => rowsOf(layout, raw, raw, every);
  const active = losses.triplet.active(
    tf,
    rows(tensorOf(one, 'embeddings') as Tensor2D),
    knobs('all'),
  );
  const count = async (table: Tensor3D) => [...(await tf.sum(table).data())];
  return [
    ...(await lossAnswers(one, ['embeddings'], (raw) =>
      losses.triplet.value(tf, rows(raw), knobs('all')),
    )),
    ...(await lossAnswers(
      one,
      ['embeddings'],
      (raw) => losses.triplet.value(tf, rows(raw), knobs('active')),
      'mean_nonzero',
      'grad_mean_nonzero',
    )),
    { key: 'num_triplets', got: await count(every), rule: 'exact' },
    { key: 'num_nonzero', got: await count(active), rule: 'exact' },
  ];
}

/** All pairs of labelled items, linear, with the means over all and over the active ones. */
export async function contrastive(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const value = (form: string) => (raw: Tensor2D) =>
    losses.contrastive.value(
      tf,
      rowsOf(layout, raw),
      knobTensors(losses.contrastive, {
        positiveMargin: parameter(one, 'pos_margin'),
        negativeMargin: parameter(one, 'neg_margin'),
        form,
        measure: 'euclidean',
      }),
    );
  return [
    ...(await lossAnswers(one, ['embeddings'], value('linear'))),
    ...(await lossAnswers(
      one,
      ['embeddings'],
      value('linearActive'),
      'mean_nonzero',
      'grad_mean_nonzero',
    )),
  ];
}

/** Given pairs (a_i, b_i), alike or not, with squared terms. */
export async function contrastiveHadsell(one: GoldenCase): Promise<Answer[]> {
  const labels = labelsOf(one);
  const layout = layoutOf(
    Array.from(labels, (alike, pair) => (alike === 1 ? [pair] : [])),
    labels.length,
    (a, b) => a === b && labels[a] !== 1,
  );
  const metric = word(one, 'metric', ['EUCLIDEAN', 'COSINE_DISTANCE']);
  if (metric === 'EUCLIDEAN' && one.params.normalize !== true)
    throw new Error('distances of rows that are not normalised are not offered');
  const knobs = knobTensors(losses.contrastive, {
    positiveMargin: 0,
    negativeMargin: parameter(one, 'margin'),
    form: 'hadsell',
    measure: metric === 'EUCLIDEAN' ? 'euclidean' : 'cosine',
  });
  const rowsOfPairs = (a: Tensor2D, b: Tensor2D) => ({
    ...rowsOf(layout, a, b),
    squaredDistance: () => shiftedSquares(normalised(tf, a), normalised(tf, b)),
  });
  const answers = await lossAnswers(one, ['a', 'b'], (a, b) =>
    losses.contrastive.value(tf, rowsOfPairs(a, b), knobs),
  );
  const rows = rowsOfPairs(tensorOf(one, 'a') as Tensor2D, tensorOf(one, 'b') as Tensor2D);
  const matrix = metric === 'EUCLIDEAN' ? euclidean(tf, rows) : tf.sub(1, rows.similarity);
  const distances = await tf.sum(tf.mul(matrix, tf.eye(labels.length)), 1).data();
  return [...answers, { key: 'distances', got: distances, rule: 'value' }];
}

/** Squared distances as the reference has them: 1e-6 is added to every difference, [N, C]. */
const shiftedSquares = (a: Tensor2D, b: Tensor2D): Tensor2D =>
  tf.sum(tf.square(tf.add(tf.sub(tf.expandDims(a, 1), tf.expandDims(b, 0)), 1e-6)), 2);
