import { metrics } from '../../src/parts/metrics';
import { occurrences } from '../../src/parts/metrics/hubness';
import { heldOutOf } from '../../src/parts/metrics/metric';
import { nearestOf } from '../../src/parts/metrics/shared/nearest';
import { rankAll, rankDocuments } from '../../src/parts/metrics/shared/ranking';
import {
  discountedGainAtK,
  foundAtK,
  meanAveragePrecision,
  meanAveragePrecisionAtR,
  meanReciprocalRank,
  meanRPrecision,
  precisionAtK,
  recallAtK,
} from '../../src/parts/metrics/shared/retrieval';
import { similarities } from '../../src/parts/metrics/shared/similarities';
import { votedLabels } from '../../src/parts/metrics/shared/vote';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf, numbersOf, parameter, shapeOf } from './format';
import { number, unitRowsOf } from './metricsInputs';

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
    number(
      'pml_mean_reciprocal_rank',
      alone ? metrics.meanReciprocalRank.measure(items) : meanReciprocalRank(ranked),
    ),
    number('pml_r_precision', alone ? metrics.rPrecision.measure(items) : meanRPrecision(ranked)),
    { key: 'ranking', got: ranked.order, rule: 'exact' },
    { key: 'queries_without_relevant', got: [lone], rule: 'exact' },
  ];
}

/** Measures over documents whose relevance is told for each query. */
export async function labelledDocuments(one: GoldenCase): Promise<Answer[]> {
  const [, documents = 0] = shapeOf(one.inputs.scores, 'inputs.scores');
  const scores = Float64Array.from(numbersOf(one.inputs.scores, 'inputs.scores'));
  const relevant = (one.inputs.relevant as unknown[]).map(
    (own) => new Set(numbersOf(own, 'inputs.relevant')),
  );
  const ranked = rankDocuments(scores, documents, relevant);
  const measures = {
    accuracy: recallAtK,
    precision: precisionAtK,
    recall: foundAtK,
    ndcg: discountedGainAtK,
    mrr: meanReciprocalRank,
    map: meanAveragePrecision,
  };
  return Object.entries(measures).flatMap(([name, measure]) =>
    Object.keys(one.expected[`${name}@k`] as object).map((k) =>
      number(`${name}@k.${k}`, measure(ranked, Number(k))),
    ),
  );
}

/** Labels that the nearest training rows vote for, and how often they are right. */
export async function nearestNeighbours(one: GoldenCase): Promise<Answer[]> {
  const [train, test] = [unitRowsOf(one, 'train'), unitRowsOf(one, 'test')];
  const [labels, asked] = [labelsOf(one, 'train_labels'), labelsOf(one, 'test_labels')];
  const cosine = similarities(test.values, train.values, test.d);
  const items = heldOutOf(test.values, asked, test.d, { values: train.values, labels });
  const votes = [
    ['k1', 1, 'equal'],
    ['k1_distance_weighted', 1, 'distance'],
    ['k5', 5, 'equal'],
    ['k5_distance_weighted', 5, 'distance'],
    ['k5_softmax_weighted_T0.07_own_formula', 5, 'similarity'],
  ] as const;
  return votes.flatMap(([key, k, vote]) => {
    const ranked = nearestOf(cosine, asked, labels, false, k);
    const got = votedLabels(ranked, cosine, labels, k, vote, 0.07);
    const knobs = { neighbours: k, vote, voteTemperature: 0.07 };
    return [
      { key: `${key}.predictions`, got, rule: 'exact' },
      number(`${key}.accuracy`, metrics.knnAccuracy.measure(items, knobs)),
    ];
  });
}

/** How often each row is among the k nearest of others, and how skewed that is. */
export async function hubness(one: GoldenCase): Promise<Answer[]> {
  const { n, d, values } = unitRowsOf(one, 'embeddings');
  const k = parameter(one, 'k');
  const items = heldOutOf(values, new Int32Array(n), d);
  const skewness = metrics.hubness.measure(items, { hubNeighbours: k });
  const got = occurrences(items.nearest(k), k);
  return [
    { key: 'k_occurrence', got, rule: 'exact' },
    number('skewness_biased_scipy', skewness),
    { key: 'skhubness_precomputed_graph_without_self.k_occurrence', got, rule: 'exact' },
    number('skhubness_precomputed_graph_without_self.k_skewness', skewness),
  ];
}
