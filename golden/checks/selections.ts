import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { asRows } from '../../src/parts/losses/loss';
import { euclidean } from '../../src/parts/losses/shared/distance';
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

/** Hardest positive and hardest negative of every anchor that has both. */
export async function batchHard(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const rows = rowsOf(layout, tensorOf(one, 'embeddings') as Tensor2D);
  const choice = choiceOf(layout, rows.similarity);
  const [n, q] = layout.valid.shape;
  const asOneRow = (table: Tensor2D): Tensor3D => tf.reshape(table, [n, 1, q]);
  const positive = await highest(
    tf,
    asOneRow(tf.neg(choice.positiveSimilarity)),
    asOneRow(layout.valid),
    tf.scalar(1),
  ).data();
  const weights = selections.hardest.weights(tf, choice, knobTensors(selections.hardest, { k: 1 }));
  const negative = await weights.data();
  const chosen = (table: ArrayLike<number>, width: number, anchor: number) =>
    Array.from({ length: width }, (_, i) => table[anchor * width + i]).indexOf(1);
  const triplets = layout.positives
    .map((own, anchor) => [
      anchor,
      own[chosen(positive, q, anchor)] ?? -1,
      chosen(negative, n, anchor),
    ])
    .filter((triplet) => !triplet.includes(-1));
  const column = (i: number) => triplets.map((triplet) => triplet[i] as number);
  return [
    { key: 'anchors', got: column(0), rule: 'exact' },
    { key: 'positives', got: column(1), rule: 'exact' },
    { key: 'negatives', got: column(2), rule: 'exact' },
    { key: 'distance_matrix', got: await euclidean(tf, rows).data(), rule: 'matrix' },
  ];
}

/** The semi-hard negative of every anchor and positive, and the triplet loss over these. */
export async function semiHard(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const { similarity } = rowsOf(layout, tensorOf(one, 'embeddings') as Tensor2D);
  const choice = choiceOf(layout, similarity);
  const selected = selections.semiHard.weights(
    tf,
    choice,
    knobTensors(selections.semiHard, { k: 1 }),
  );
  const weights = tf.mul(selected, asRows(tf, layout.valid)) as Tensor3D;
  const knobs = knobTensors(losses.triplet, {
    margin: parameter(one, 'margin'),
    distance: 'euclidean',
    reduction: 'all',
  });
  const triplets = await tripletsOf(layout, similarity, weights);
  return [
    ...(await lossAnswers(one, ['embeddings'], (raw) =>
      losses.triplet.value(tf, rowsOf(layout, raw, raw, weights), knobs),
    )),
    { key: 'triplets_a_p_n_fallback', got: triplets.flat(), rule: 'tuples', width: 4 },
  ];
}

/** Anchor, positive, negative, and 1 where the negative is not farther than the positive. */
async function tripletsOf({ positives, valid }: Layout, similarity: Tensor2D, weights: Tensor3D) {
  const n = positives.length;
  const q = valid.shape[1];
  const cosine = await similarity.data();
  const chosen = await weights.data();
  return positives.flatMap((own, anchor) =>
    own.flatMap((positive, i) => {
      const negative = chosen.subarray((anchor * q + i) * n, (anchor * q + i + 1) * n).indexOf(1);
      if (negative < 0) return [];
      const farther =
        (cosine[anchor * n + negative] as number) < (cosine[anchor * n + positive] as number);
      return [[anchor, positive, negative, farther ? 0 : 1]];
    }),
  );
}
