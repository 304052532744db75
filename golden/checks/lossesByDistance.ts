import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { asCandidates, asRows } from '../../src/parts/losses/loss';
import { selections } from '../../src/parts/selections';
import { highest } from '../../src/parts/selections/shared/rank';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, parameter } from './format';
import {
  choiceOf,
  knobTensors,
  type Layout,
  labelledLayout,
  lossAnswers,
  rowsOf,
  tensorOf,
} from './rows';

/** Every triplet, and the hardest one of each anchor. */
export async function tripletSoft(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const knobs = knobTensors(losses.tripletSoft, {
    margin: parameter(one, 'margin'),
    distance: 'euclidean',
  });
  const every = tf.mul(asCandidates(tf, layout.eligible), asRows(tf, layout.valid)) as Tensor3D;
  const answers: Answer[] = [
    ...(await lossAnswers(one, ['embeddings'], (raw) =>
      losses.tripletSoft.value(tf, rowsOf(layout, raw, raw, every), knobs),
    )),
    { key: 'num_triplets', got: await tf.sum(every).data(), rule: 'exact' },
  ];
  // An anchor that lacks either counts in the reference with a distance it does not have.
  const has = async (table: Tensor2D) => (await tf.min(tf.max(table, 1)).data())[0] === 1;
  if (!(await has(layout.valid)) || !(await has(layout.eligible))) return answers;
  const hardest = hardestOf(layout, rowsOf(layout, tensorOf(one, 'embeddings') as Tensor2D));
  return [
    ...answers,
    ...(await lossAnswers(
      one,
      ['embeddings'],
      (raw) =>
        losses.tripletSoft.value(
          tf,
          { ...rowsOf(layout, raw, raw, hardest.weights), valid: hardest.valid },
          knobs,
        ),
      'batch_hard',
      'grad_batch_hard',
    )),
  ];
}

/** The row of each anchor's least similar positive, with its most similar negative. */
function hardestOf(layout: Layout, { similarity }: { readonly similarity: Tensor2D }) {
  const choice = choiceOf(layout, similarity);
  const asOneRow = (table: Tensor2D): Tensor3D => tf.expandDims(table, 1);
  const lowest = asOneRow(tf.neg(choice.positiveSimilarity));
  const valid = highest(tf, lowest, asOneRow(layout.valid), tf.scalar(1));
  const weights = selections.hardest.weights(tf, choice, knobTensors(selections.hardest, { k: 1 }));
  return { weights, valid: tf.reshape(valid, layout.valid.shape) as Tensor2D };
}

/** Every triplet. */
export function margin(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const knobs = knobTensors(losses.margin, {
    boundary: parameter(one, 'beta_boundary'),
    margin: parameter(one, 'margin'),
  });
  return lossAnswers(one, ['embeddings'], (raw) =>
    losses.margin.value(tf, rowsOf(layout, raw), knobs),
  );
}

/** All pairs, in the generalised form and in the original one. */
export async function liftedStructure(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const value = (lifting: string) => (raw: Tensor2D) =>
    losses.liftedStructure.value(
      tf,
      rowsOf(layout, raw),
      knobTensors(losses.liftedStructure, {
        lifting,
        positiveMargin: parameter(one, 'pos_margin'),
        negativeMargin: parameter(one, 'neg_margin'),
      }),
    );
  return [
    ...(await lossAnswers(one, ['embeddings'], value('generalised'))),
    ...(await lossAnswers(
      one,
      ['embeddings'],
      value('original'),
      'original_lifted',
      'grad_original_lifted',
    )),
  ];
}
