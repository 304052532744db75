import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, parameter, shapeOf } from './format';
import { knobTensors, labelledLayout, layoutOf, lossAnswers, rowsOf, tensorOf } from './rows';

/** Samples with one or two views, [B, V, d]: all first views, then all second ones, are anchors. */
export async function supCon(one: GoldenCase): Promise<Answer[]> {
  const [samples = 0, views = 0, d = 0] = shapeOf(one.inputs.features, 'inputs.features');
  const labels = one.inputs.labels
    ? [...labelsOf(one)]
    : Array.from({ length: samples }, (_, sample) => sample);
  const layout = labelledLayout(Array.from({ length: views }, () => labels).flat());
  const temperature = parameter(one, 'temperature');
  const knobs = knobTensors(losses.supCon, { temperature });
  const answers = await lossAnswers(one, ['features'], (features) => {
    const byView = tf.transpose(features as unknown as Tensor3D, [1, 0, 2]);
    const anchors = tf.reshape(byView, [views * samples, d]) as Tensor2D;
    return losses.supCon.value(tf, rowsOf(layout, anchors), knobs);
  });
  const key = 'loss_with_base_temperature_0.07';
  const [loss = Number.NaN] = Array.from(answers[0]?.got ?? []);
  return [...answers, { key, got: [(loss * temperature) / 0.07], rule: 'value' }];
}

/** The first two items of each label, as query and key. */
export async function nPair(one: GoldenCase): Promise<Answer[]> {
  const labels = [...labelsOf(one)];
  const pairs = [...new Set(labels)]
    .sort((a, b) => a - b)
    .map((label) => labels.flatMap((other, item) => (other === label ? [item] : [])))
    .filter((items) => items.length > 1) as [number, number][];
  const queries = pairs.map(([query]) => query);
  const keys = pairs.map(([, key]) => key);
  const keyOf = (item: number) => keys[queries.indexOf(item)];
  const layout = layoutOf(
    labels.map((_, item) => (queries.includes(item) ? [keyOf(item) as number] : [])),
    labels.length,
    (item, other) => queries.includes(item) && keys.includes(other) && other !== keyOf(item),
  );
  const knobs = knobTensors(losses.nPair, {
    product: one.params.normalize === true ? 'cosine' : 'raw',
    lengthPenalty: 0,
  });
  return [
    ...(await lossAnswers(one, ['embeddings'], (raw) =>
      losses.nPair.value(tf, rowsOf(layout, raw), knobs),
    )),
    { key: 'anchor_idx', got: queries, rule: 'exact' },
    { key: 'positive_idx', got: keys, rule: 'exact' },
  ];
}

/** All pairs. */
export function multiSimilarity(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const knobs = knobTensors(losses.multiSimilarity, {
    positiveSharpness: parameter(one, 'alpha'),
    negativeSharpness: parameter(one, 'ms_beta'),
    base: parameter(one, 'base'),
  });
  return lossAnswers(one, ['embeddings'], (raw) =>
    losses.multiSimilarity.value(tf, rowsOf(layout, raw), knobs),
  );
}

/** All pairs, with the means over the active anchors and over all. */
export async function circle(one: GoldenCase): Promise<Answer[]> {
  const layout = labelledLayout(labelsOf(one));
  const value = (reduction: string) => (raw: Tensor2D) =>
    losses.circle.value(
      tf,
      rowsOf(layout, raw),
      knobTensors(losses.circle, {
        relaxation: parameter(one, 'm'),
        sharpness: parameter(one, 'gamma'),
        reduction,
      }),
    );
  const overAll = value('all')(tensorOf(one, 'embeddings') as Tensor2D);
  return [
    ...(await lossAnswers(one, ['embeddings'], value('active'))),
    { key: 'mean_over_all_rows', got: await overAll.data(), rule: 'value' },
  ];
}
