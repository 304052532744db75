import type { Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { losses } from '../../src/parts/losses';
import { crossCorrelation } from '../../src/parts/losses/barlowTwins';
import type { Rows } from '../../src/parts/losses/loss';
import { vicRegTerms } from '../../src/parts/losses/vicReg';
import type { Answer } from './compare';
import { type GoldenCase, parameter } from './format';
import { knobTensors, layoutOf, lossAnswers, rowsOf, tensorOf } from './rows';

/** Rows of pairs (x_i, y_i) whose embeddings are read as they are. */
function rowsOfPairs(x: Tensor2D, y: Tensor2D): Rows {
  const n = x.shape[0];
  const layout = layoutOf(
    Array.from({ length: 2 * n }, (_, row) => [(row + n) % (2 * n)]),
    2 * n,
    () => false,
  );
  return {
    ...rowsOf(layout, tf.concat([x, y])),
    pairs: (matrix) => [tf.slice(matrix, [0, 0], [n, -1]), tf.slice(matrix, [n, 0], [n, -1])],
  };
}

const viewsOf = (one: GoldenCase) =>
  ['z1', 'z2'].map((name) => tensorOf(one, name)) as [Tensor2D, Tensor2D];

/** The loss and its three terms. */
export async function vicReg(one: GoldenCase): Promise<Answer[]> {
  const knobs = knobTensors(losses.vicReg, {
    invarianceWeight: parameter(one, 'sim_coeff'),
    varianceWeight: parameter(one, 'std_coeff'),
    covarianceWeight: parameter(one, 'cov_coeff'),
  });
  const terms = Object.entries(vicRegTerms(tf, ...viewsOf(one)));
  return [
    ...(await lossAnswers(one, ['z1', 'z2'], (z1, z2) =>
      losses.vicReg.value(tf, rowsOfPairs(z1, z2), knobs),
    )),
    ...(await Promise.all(
      terms.map(async ([key, term]) => ({ key, got: await term.data(), rule: 'value' as const })),
    )),
  ];
}

/** The loss and the correlations it is made of. */
export async function barlowTwins(one: GoldenCase): Promise<Answer[]> {
  const knobs = knobTensors(losses.barlowTwins, { redundancyWeight: parameter(one, 'lambd') });
  const correlation = await crossCorrelation(tf, ...viewsOf(one)).data();
  return [
    ...(await lossAnswers(one, ['z1', 'z2'], (z1, z2) =>
      losses.barlowTwins.value(tf, rowsOfPairs(z1, z2), knobs),
    )),
    { key: 'cross_correlation', got: correlation, rule: 'value' },
  ];
}
