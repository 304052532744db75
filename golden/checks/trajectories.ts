import type { Tensor } from '@tensorflow/tfjs-core';
import type { Plan } from '../../src/engine/step/plan';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { selections } from '../../src/parts/selections';
import type { Answer } from './compare';
import { cnnOf, mlpOf } from './encoders';
import { type GoldenCase, labelsOf, numbersOf, parameter, word } from './format';
import { knobTensors, type Layout, labelledLayout, layoutOf, tensorOf } from './rows';
import { type Run, train } from './train';

/** Dense layers on points under two noises, NT-Xent, Adam. */
export function mlpNtXent(one: GoldenCase): Promise<Answer[]> {
  const [points, noise1, noise2] = ['points', 'noise1', 'noise2'].map((name) =>
    tensorOf(one, name),
  );
  const rows = rowsOfSteps(one);
  return train(one, {
    encoder: mlpOf(one),
    ...ntXentOf(one),
    batch(step) {
      const own = gathered(points as Tensor, rows(step));
      const noisy = (noise: Tensor) => tf.add(own, tf.squeeze(gathered(noise, [step]), [0]));
      const items = tf.concat([noisy(noise1 as Tensor), noisy(noise2 as Tensor)]);
      return { items, layout: twoViews(own.shape[0] as number) };
    },
  });
}

/** Convolutions and a dense layer on two views of images, NT-Xent, Adam. */
export function cnnNtXent(one: GoldenCase): Promise<Answer[]> {
  const [first, second] = ['view1_NHWC', 'view2_NHWC'].map((name) => tensorOf(one, name));
  const rows = rowsOfSteps(one);
  return train(one, {
    encoder: cnnOf(one),
    ...ntXentOf(one),
    batch(step) {
      const views = [first as Tensor, second as Tensor].map((view) => gathered(view, rows(step)));
      return { items: tf.concat(views), layout: twoViews(rows(step).length) };
    },
  });
}

/** Dense layers on labelled points, hardest positive and negative, triplet loss, Adam. */
export function mlpTripletBatchHard(one: GoldenCase): Promise<Answer[]> {
  const points = tensorOf(one, 'points');
  const labels = labelsOf(one);
  const rows = rowsOfSteps(one);
  const reduction = word(one, 'reduction', ['mean_nonzero', 'mean']);
  const knobs = knobTensors(losses.triplet, {
    margin: parameter(one, 'margin'),
    distance: 'euclidean',
    reduction: reduction === 'mean' ? 'all' : 'active',
  });
  return train(one, {
    encoder: mlpOf(one),
    parts: {
      loss: losses.triplet as unknown as Plan['loss'],
      selection: selections.hardest as unknown as Plan['selection'],
      hardestPositive: true,
    },
    knobs: { ...(knobs as object), k: tf.scalar(1) },
    batch: (step) => ({
      items: gathered(points, rows(step)),
      layout: labelledLayout(rows(step).map((row) => labels[row] as number)),
    }),
  });
}

function ntXentOf(one: GoldenCase) {
  const knobs = knobTensors(losses.ntXent, { temperature: parameter(one, 'temperature') });
  return {
    parts: {
      loss: losses.ntXent as unknown as Plan['loss'],
      selection: selections.all as unknown as Plan['selection'],
      hardestPositive: false,
    },
    knobs: knobs as Run['knobs'],
  };
}

const twoViews = (n: number): Layout =>
  layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [(row + n) % (2 * n)]),
    2 * n,
    (anchor, candidate) => anchor % n !== candidate % n,
  );

const gathered = (values: Tensor, rows: readonly number[]): Tensor =>
  tf.gather(values, tf.tensor1d([...rows], 'int32'));

function rowsOfSteps(one: GoldenCase): (step: number) => number[] {
  const indices = one.inputs.batch_indices as readonly unknown[];
  return (step) => numbersOf(indices[step], 'inputs.batch_indices');
}
