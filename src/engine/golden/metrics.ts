import { metrics } from '../../parts/metrics';
import { heldOutOf } from '../../parts/metrics/metric';
import { principalAxes } from '../../parts/metrics/pca';
import {
  meanAveragePrecision,
  meanAveragePrecisionAtR,
  meanReciprocalRank,
  rankAll,
  recallAtK,
  rPrecision,
} from '../../parts/metrics/retrieval';
import { similarities, unitRows } from '../../parts/metrics/similarities';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, numbersOf, parameter, shapeOf } from './format';

/** Rows of an input, [n, d], as they are. */
function rawRows(one: GoldenCase, name: string) {
  const what = `inputs.${name}`;
  const [n = 0, d = 0] = shapeOf(one.inputs[name], what);
  return { n, d, values: Float64Array.from(numbersOf(one.inputs[name], what)) };
}

/** The same, brought to unit length. */
function unitRowsOf(one: GoldenCase, name: string) {
  const { n, d, values } = rawRows(one, name);
  return { n, d, values: unitRows(values, d) };
}

const number = (key: string, got: number): Answer => ({ key, got: [got], rule: 'value' });

/** Measures over full rankings; those that are also metrics of ours as the metrics have them. */
export async function retrieval(one: GoldenCase): Promise<Answer[]> {
  const alone = 'embeddings' in one.inputs;
  const queries = unitRowsOf(one, alone ? 'embeddings' : 'query');
  const references = alone ? queries : unitRowsOf(one, 'reference');
  const queryLabels = labelsOf(one, alone ? 'labels' : 'query_labels');
  const referenceLabels = alone ? queryLabels : labelsOf(one, 'reference_labels');
  const cosine = similarities(queries.values, references.values, queries.d);
  const ranked = rankAll(cosine, queryLabels, referenceLabels, alone);
  const items = heldOutOf(queries.values, queryLabels, queries.d);
  const recalls = Object.keys(one.expected).flatMap((key) => {
    const k = /^recall_at_(\d+)_ranked_no_lone$/.exec(key)?.[1];
    return k ? [number(key, recallAtK(ranked, Number(k)))] : [];
  });
  const lone = ranked.relevant.filter((relevant) => relevant === 0).length;
  return [
    ...recalls,
    number('pml_precision_at_1', alone ? metrics.recallAt1.measure(items) : recallAtK(ranked, 1)),
    number(
      'pml_mean_average_precision_at_r',
      alone ? metrics.mapAtR.measure(items) : meanAveragePrecisionAtR(ranked),
    ),
    number('pml_mean_average_precision', meanAveragePrecision(ranked)),
    number('pml_mean_reciprocal_rank', meanReciprocalRank(ranked)),
    number('pml_r_precision', rPrecision(ranked)),
    { key: 'ranking', got: ranked.order, rule: 'exact' },
    { key: 'queries_without_relevant', got: [lone], rule: 'exact' },
  ];
}

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
