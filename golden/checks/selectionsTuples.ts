import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../src/engine/tf';
import { asRows } from '../../src/parts/losses/loss';
import { euclidean } from '../../src/parts/losses/shared/distance';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf } from './format';
import { choiceOf, type Layout, labelledLayout, rowsOf, tensorOf } from './rows';

/** A case of labelled embeddings as a selection sees it, with the distances of its rows. */
export function minedFrom(one: GoldenCase) {
  const layout = labelledLayout(labelsOf(one));
  const raw = tensorOf(one, 'embeddings') as Tensor2D;
  const rows = rowsOf(layout, raw);
  const { valid } = layout;
  const choice = { ...choiceOf(layout, rows.similarity), valid, dimensions: raw.shape[1] };
  return { layout, raw, choice, distance: euclidean(tf, rows) };
}

/** The distances themselves, where the case has them. */
export const distancesOf = async (distance: Tensor2D): Promise<Answer> => ({
  key: 'distance_matrix',
  got: await distance.data(),
  rule: 'matrix',
});

const marked = (row: readonly number[] = []): number[] =>
  row.flatMap((weight, at) => (weight > 0 ? [at] : []));

/** Anchor, positive and negative of every weight above 0 in rows that exist; [N, Q or 1, C]. */
export async function tripletsOf(
  { positives, valid, table }: Layout,
  weights: Tensor3D,
): Promise<number[][]> {
  const rows = tf.mul(tf.mul(weights, asRows(tf, valid)), tf.onesLike(table)) as Tensor3D;
  const chosen = await rows.array();
  return positives.flatMap((own, anchor) =>
    own.flatMap((positive, i) =>
      marked(chosen[anchor]?.[i]).map((negative) => [anchor, positive, negative]),
    ),
  );
}

/** Anchor and candidate of every weight above 0, [N, C]. */
export async function pairsOf(weights: Tensor2D): Promise<number[][]> {
  const chosen = await weights.array();
  return chosen.flatMap((row, anchor) => marked(row).map((candidate) => [anchor, candidate]));
}

/** Anchor and positive of every weight above 0 in a table over the positives, [N, Q]. */
export async function positivePairsOf(layout: Layout, weights: Tensor2D): Promise<number[][]> {
  const pairs = await pairsOf(weights);
  return pairs.map(([anchor = 0, i = 0]) => [anchor, layout.positives[anchor]?.[i] ?? -1]);
}

/** Lists that belong together: one name for each entry of a tuple. */
type Group = readonly [names: readonly string[], tuples: readonly (readonly number[])[]];

export const triplets = (found: readonly number[][]): Group => [
  ['anchors', 'positives', 'negatives'],
  found,
];
export const positivePairs = (found: readonly number[][]): Group => [
  ['anchors_pos', 'positives'],
  found,
];
export const negativePairs = (found: readonly number[][]): Group => [
  ['anchors_neg', 'negatives'],
  found,
];

/**
 * Tuples as the parallel lists of a case, under `prefix`, and the length of each under
 * `counts.<counted>`. Lists without an entry are told by their length alone.
 */
export function listsOf(prefix: string, counted: string, ...groups: readonly Group[]): Answer[] {
  const lists = groups.flatMap(([names, tuples]) =>
    names.map((name, i) => ({
      key: `${prefix}${name}`,
      got: tuples.map((tuple) => tuple[i] as number),
      rule: 'exact' as const,
    })),
  );
  const lengths = lists.map(({ got }) => got.length);
  return [
    ...lists.filter(({ got }) => got.length > 0),
    { key: `counts.${counted}`, got: lengths, rule: 'exact' },
  ];
}
