import { metrics } from '../../src/parts/metrics';
import { rankOf } from '../../src/parts/metrics/effectiveRank';
import { heldOutOf } from '../../src/parts/metrics/metric';
import { principalAxes } from '../../src/parts/metrics/shared/pca';
import { singularValues } from '../../src/parts/metrics/shared/singularValues';
import { separation } from '../../src/parts/metrics/similarityAuc';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, numbersOf, parameter } from './format';
import { number, rawRows, unitRowsOf } from './metricsInputs';

/** Alignment of pairs (x_i, y_i), each pair a class of two, and uniformity of x and of y. */
export async function alignmentUniformity(one: GoldenCase): Promise<Answer[]> {
  const [x, y] = [unitRowsOf(one, 'x'), unitRowsOf(one, 'y')];
  const pair = Int32Array.from({ length: x.n }, (_, i) => i);
  const both = heldOutOf(
    Float64Array.from([...x.values, ...y.values]),
    Int32Array.from([...pair, ...pair]),
    x.d,
  );
  const spread = ({ values, d }: typeof x) =>
    metrics.uniformity.measure(heldOutOf(values, pair, d), { t: parameter(one, 't') });
  return [
    number('loss', metrics.alignment.measure(both, { power: parameter(one, 'alpha') })),
    number('uniformity_x', spread(x)),
    number('uniformity_y', spread(y)),
  ];
}

/** Principal components, with the sign that the file has chosen for each. */
export async function pca(one: GoldenCase): Promise<Answer[]> {
  const { n, d, values } = rawRows(one, 'embeddings');
  const k = parameter(one, 'n_components');
  const { axes, variance, mean } = principalAxes(values, n, d, k);
  const total = principalAxes(values, n, d, d).variance.reduce((sum, own) => sum + own, 0);
  const theirs = one.expected.components ? numbersOf(one.expected.components, 'components') : axes;
  const at = (row: number, column: number) => axes[row * d + column] as number;
  const dimensions = Array.from({ length: d }, (_, i) => i);
  const components = Array.from({ length: k }, (_, axis) => {
    const along = dimensions.reduce(
      (sum, i) => sum + at(axis, i) * Number(theirs[axis * d + i]),
      0,
    );
    return dimensions.map((i) => Math.sign(along || 1) * at(axis, i));
  });
  const projection = Array.from({ length: n }, (_, item) =>
    components.map((axis) =>
      axis.reduce(
        (sum, loading, i) =>
          sum + loading * ((values[item * d + i] as number) - (mean[i] as number)),
        0,
      ),
    ),
  );
  const squares = projection.flat().reduce((sum, value) => sum + value * value, 0);
  return [
    { key: 'explained_variance', got: variance, rule: 'value' },
    { key: 'explained_variance_ratio', got: variance.map((own) => own / total), rule: 'value' },
    { key: 'mean', got: mean, rule: 'value' },
    { key: 'components', got: components.flat(), rule: 'value' },
    { key: 'projection', got: projection.flat(), rule: 'value' },
    number('projection_pairwise_squared_distances_sum', 2 * n * squares),
  ];
}

/** RankMe of the rows as they are; with other floors it is what other implementations have. */
export async function rankMe(one: GoldenCase): Promise<Answer[]> {
  const { n, d, values } = rawRows(one, 'embeddings');
  const singular = singularValues(values, n, d);
  const items = heldOutOf(values, new Int32Array(n), d);
  return [
    number('rankme_paper_eps_1e7', metrics.effectiveRank.measure(items)),
    number('rankme_stable_ssl_eps_1e5', rankOf(singular, 1e-5)),
    number('effective_rank_roy_no_eps', rankOf(singular, 0)),
    { key: 'singular_values', got: singular, rule: 'value' },
  ];
}

/** AUC of all pairs of items, and how many there are of each kind. */
export async function similarityAuc(one: GoldenCase): Promise<Answer[]> {
  const { d, values } = unitRowsOf(one, 'embeddings');
  const items = heldOutOf(values, labelsOf(one), d);
  const { positives, negatives } = separation(items);
  return [
    number('auc', metrics.similarityAuc.measure(items)),
    number('n_pos', positives),
    number('n_neg', negatives),
  ];
}
