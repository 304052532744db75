import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Plan } from '../../src/engine/step/plan';
import { positiveWith } from '../../src/engine/step/rows';
import { tf } from '../../src/engine/tf';
import { normalised } from '../../src/parts/encoders/encoder';
import { guards } from '../../src/parts/guards';
import type { Suspects } from '../../src/parts/guards/guard';
import { losses } from '../../src/parts/losses';
import { asCandidates, type Rows } from '../../src/parts/losses/loss';
import type { Answer } from './compare';
import { type GoldenCase, parameter, shapeOf, word } from './format';
import {
  knobTensors,
  type Layout,
  layoutOf,
  lossAnswers,
  positiveOf,
  rowsOf,
  tensorOf,
} from './rows';

/** What a guard sees where nothing is known but similarities. */
const suspectsOf = (
  layout: Layout,
  similarity: Tensor2D,
  positiveSimilarity: Tensor2D,
  partner: (row: number) => number,
): Suspects => ({
  eligible: layout.eligible,
  sameClass: tf.zerosLike(layout.eligible),
  similarity,
  positiveSimilarity,
  valid: layout.valid,
  partner: (matrix) =>
    tf.gather(
      matrix,
      tf.tensor1d(
        layout.positives.map((_, row) => partner(row)),
        'int32',
      ),
    ),
  guide: { similarity, positiveSimilarity },
});

/** Cosines of anchors to each table, of row i to candidate i in pp as well, [n, columns]. */
function blocksOf(one: GoldenCase, anchors: Tensor2D, positives: Tensor2D, negatives?: Tensor2D) {
  const [a, p] = [normalised(tf, anchors), normalised(tf, positives)];
  const cosines = (x: Tensor2D, y: Tensor2D) => tf.matMul(x, y, false, true) as Tensor2D;
  return {
    ap: cosines(a, p),
    ...(one.params.contrast_anchors === true && { aa: cosines(a, a) }),
    ...(one.params.contrast_positives === true && { pp: cosines(p, p) }),
    ...(negatives && { an: cosines(a, normalised(tf, negatives)) }),
  };
}

/** Candidates dropped by the similarities of a guide, and InfoNCE over those that are left. */
export async function guided(one: GoldenCase): Promise<Answer[]> {
  const inputs = ['anchor', 'positive', 'negative'].filter((name) => name in one.inputs);
  const guides = inputs.map((name) => tensorOf(one, `${name}_guide`)) as [Tensor2D, Tensor2D];
  const guideBlocks = Object.entries(blocksOf(one, ...guides));
  const guide = tf.concat(
    guideBlocks.map(([, block]) => block),
    1,
  ) as Tensor2D;
  const [n, columns] = guide.shape;
  const layout = layoutOf(
    Array.from({ length: n }, (_, row) => [row]),
    columns,
    (anchor, candidate) => candidate !== anchor,
  );
  const positiveSimilarity = positiveOf(layout)(guide);
  const knobs = knobTensors(guards.threshold, {
    guide: 'encoder',
    guideMomentum: 0,
    guideSteps: 0,
    guideMarginForm: word(one, 'margin_strategy', ['absolute', 'relative']),
    guideMargin: parameter(one, 'margin'),
    guideLeaves: 0,
  });
  const suspects = suspectsOf(layout, guide, positiveSimilarity, (row) => row);
  const allowed = guards.threshold.allowed(tf, suspects, knobs);
  const removed = tf.sub(layout.eligible, allowed);
  let from = 0;
  const masks = guideBlocks.map(async ([name, { shape }]) => {
    const block = tf.slice(removed, [0, from], [n, shape[1] as number]);
    from += shape[1] as number;
    return { key: `removed.${name}`, got: await block.data(), rule: 'exact' as const };
  });
  const temperature = knobTensors(losses.infoNce, { temperature: parameter(one, 'temperature') });
  const rows = (similarity: Tensor2D): Rows => ({
    ...rowsOf(layout, similarity, similarity, asCandidates(tf, allowed)),
    similarity,
  });
  return [
    ...(await lossAnswers(one, inputs, (...raw) => {
      const tables = Object.values(blocksOf(one, ...(raw as [Tensor2D, Tensor2D])));
      return losses.infoNce.value(tf, rows(tf.concat(tables, 1)), temperature);
    })),
    ...(await Promise.all(masks)),
  ];
}

/** False negatives among two views, and SupCon with these as further positives. */
export async function falseNegatives(one: GoldenCase): Promise<Answer[]> {
  const n = shapeOf(one.inputs.z1, 'inputs.z1')[0] as number;
  const partner = (row: number) => (row + n) % (2 * n);
  const layout = layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [partner(row)]),
    2 * n,
    (anchor, candidate) => candidate % n !== anchor % n,
  );
  const own = rowsOf(layout, tf.concat([tensorOf(one, 'z1'), tensorOf(one, 'z2')]) as Tensor2D);
  const suspects = suspectsOf(layout, own.similarity, own.positive(own.similarity), partner);
  const knobs = knobTensors(guards.cancellation, {
    cancelBy: 'attraction',
    cancelMost: parameter(one, 'topk'),
    cancelAbove: parameter(one, 'threshold'),
  });
  const allowed = guards.cancellation.allowed(tf, suspects, knobs);
  const attracted = guards.cancellation.attracted?.(tf, suspects, knobs) as Tensor3D;
  const plan = { n: 2 * n, positiveTable: layout.table } as Plan;
  const rows: Rows = {
    ...own,
    positive: positiveWith(plan, attracted),
    valid: tf.concat([layout.valid, tf.sum(attracted, 2)], 1),
    weights: asCandidates(tf, allowed),
  };
  const temperature = knobTensors(losses.supCon, { temperature: parameter(one, 'temperature') });
  const loss = losses.supCon.value(tf, rows, temperature);
  const mask = tf.slice(tf.sub(layout.eligible, allowed), [0, 0], [n, 2 * n]);
  return [
    { key: 'false_negative_mask', got: await mask.data(), rule: 'exact' },
    { key: 'counts_per_anchor', got: await tf.sum(mask, 1).data(), rule: 'exact' },
    {
      key: 'attraction_loss_sum_of_both_views',
      got: await tf.mul(loss, 2).data(),
      rule: 'value',
    },
  ];
}
