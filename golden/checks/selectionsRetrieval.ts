import type { Tensor2D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { selections } from '../../src/parts/selections';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, parameter, shapeOf, word } from './format';
import { choiceOf, knobTensors, layoutOf, tensorOf } from './rows';

/** A margin this far below 0 lets everything through, a rank this far down is never reached. */
const NO_LIMIT = 1e6;

/** Scores that differ by less are equal but for rounding; a margin moved by more sets them apart. */
const ROUNDING = 1e-9;
const APART = 1e-6;

/** Hard negatives of queries, from a matrix of scores. */
export async function mineHardNegatives(one: GoldenCase): Promise<Answer[]> {
  word(one, 'sampling_strategy', ['top']);
  const [queries = 0, documents = 0] = shapeOf(one.inputs.scores, 'inputs.scores');
  const pairs = numbersOf(one.inputs.query_positive_pairs, 'inputs.query_positive_pairs');
  const positives = Array.from({ length: queries }, (_, query) =>
    pairs.filter((_, at) => at % 2 === 1 && pairs[at - 1] === query),
  );
  const layout = layoutOf(
    positives,
    documents,
    (query, document) => !positives[query]?.includes(document),
  );
  const similarity = tensorOf(one, 'scores') as Tensor2D;
  const choice = { ...choiceOf(layout, similarity), valid: layout.valid };
  const all = numbersOf(one.inputs.scores, 'inputs.scores');
  const ranked = positives.map(async (own, query) => {
    const scores = all.slice(query * documents, (query + 1) * documents);
    const lowest = Math.min(...own.map((document) => scores[document] as number));
    const weights = selections.positiveAware.weights(
      tf,
      choice,
      knobTensors(selections.positiveAware, knobsFor(one, scores, lowest)),
    );
    const row = (await weights.array())[query]?.[0] ?? [];
    return [...row.keys()]
      .filter((document) => row[document] === 1)
      .sort((a, b) => (scores[b] as number) - (scores[a] as number));
  });
  const negatives = await Promise.all(ranked);
  const ofPairs = positives.flatMap((own, query) =>
    own.map((positive) => ({ query, positive, found: negatives[query] as number[] })),
  );
  const triplets = ofPairs.flatMap(({ query, positive, found }) =>
    found.flatMap((negative) => [query, positive, negative]),
  );
  const tuples = ofPairs.flatMap(({ query, positive, found }) =>
    found.length === parameter(one, 'num_negatives') ? [query, positive, ...found] : [],
  );
  return [
    { key: 'triplets_query_positive_negative', got: triplets, rule: 'exact' },
    { key: 'n_tuple_rows_query_positive_negatives', got: tuples, rule: 'exact' },
  ];
}

/**
 * The knobs that make our selection decide a query as the reference does, given the query's scores
 * and the lowest of its positives. The reference's relative margin is a share of the positive's
 * score, sign and all; ours of its size (as in later releases), so below 0 its sign is turned. The
 * reference adds score and margin in float64, and what it makes of 0.55 + 0.05 against 0.6 is
 * decided by rounding: where a score lies right at the margin, the margin is moved to that side.
 */
function knobsFor(one: GoldenCase, scores: readonly number[], lowest: number) {
  const absolute = parameter(one, 'absolute_margin', -NO_LIMIT);
  const relative = parameter(one, 'relative_margin', -NO_LIMIT);
  const isTurned = lowest < 0 && relative > 0;
  const atMargin = scores.filter((score) => Math.abs(score + absolute - lowest) < ROUNDING);
  const isRemoved = atMargin.some((score) => score + absolute > lowest);
  return {
    k: parameter(one, 'num_negatives'),
    absoluteMargin: absolute + (isRemoved ? APART : atMargin.length > 0 ? -APART : 0),
    relativeMargin: isTurned ? -relative : relative,
    mostSimilar: parameter(one, 'max_score', NO_LIMIT),
    leastSimilar: parameter(one, 'min_score', -NO_LIMIT),
    skipped: parameter(one, 'range_min'),
    depth: parameter(one, 'range_max', NO_LIMIT),
    taken: 'top',
  };
}
