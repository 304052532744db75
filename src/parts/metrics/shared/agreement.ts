/** How two groupings of the same items overlap; group names do not matter. */
export interface Overlap {
  readonly n: number;
  /** Items in both group i of the first and group j of the second, [first, second]. */
  readonly shared: readonly (readonly number[])[];
  /** Sizes of the groups of each; none is empty. */
  readonly first: readonly number[];
  readonly second: readonly number[];
}

export function overlapOf(a: Int32Array, b: Int32Array): Overlap {
  const [rows, columns] = [placesOf(a), placesOf(b)];
  const shared = Array.from(rows, () => Array<number>(columns.size).fill(0));
  a.forEach((label, item) => {
    const row = shared[rows.get(label) as number] as number[];
    const column = columns.get(b[item] as number) as number;
    row[column] = (row[column] as number) + 1;
  });
  return {
    n: a.length,
    shared,
    first: shared.map(sum),
    second: Array.from(columns, (_, column) => sum(shared.map((row) => row[column] as number))),
  };
}

/** Mutual information of two groupings in nats, 0 or more. */
export function mutualInformation({ n, shared, first, second }: Overlap): number {
  let total = 0;
  shared.forEach((row, i) => {
    row.forEach((both, j) => {
      if (both > 0)
        total += (both / n) * Math.log((both * n) / ((first[i] as number) * (second[j] as number)));
    });
  });
  return Math.max(0, total);
}

/** Entropy of group sizes in nats. */
export function entropy(sizes: readonly number[]): number {
  const n = sum(sizes);
  return sum(sizes.map((size) => (size > 0 ? -(size / n) * Math.log(size / n) : 0)));
}

/**
 * Mutual information of two groupings of these sizes when items fall into them at random, exactly
 * (Vinh et al. 2010, https://jmlr.org/papers/v11/vinh10a.html, eq. 24a).
 */
export function expectedInformation(first: readonly number[], second: readonly number[]): number {
  const n = sum(first);
  const logFactorial = new Float64Array(n + 1);
  for (let i = 2; i <= n; i++) logFactorial[i] = (logFactorial[i - 1] as number) + Math.log(i);
  const log = (count: number) => logFactorial[count] as number;
  let total = 0;
  for (const a of first)
    for (const b of second) {
      const fixed = log(a) + log(b) + log(n - a) + log(n - b) - log(n);
      for (let both = Math.max(1, a + b - n); both <= Math.min(a, b); both++) {
        const ways = log(both) + log(a - both) + log(b - both) + log(n - a - b + both);
        total += (both / n) * Math.log((n * both) / (a * b)) * Math.exp(fixed - ways);
      }
    }
  return total;
}

const alone = ({ first, second }: Overlap): boolean => first.length <= 1 && second.length <= 1;

/** Mutual information over the mean of both entropies, 0..1; two groupings of one group: 1. */
export function normalisedInformation(overlap: Overlap): number {
  if (alone(overlap)) return 1;
  const mean = (entropy(overlap.first) + entropy(overlap.second)) / 2;
  return mutualInformation(overlap) / mean;
}

/**
 * (MI - E) / (mean entropy - E), where E is what chance gives: 0 by chance, at most 1. Where chance
 * alone gives all there is (one group, or every item its own), 1 if the groupings agree.
 */
export function adjustedInformation(overlap: Overlap): number {
  const { first, second } = overlap;
  if (alone(overlap)) return 1;
  const mean = (entropy(first) + entropy(second)) / 2;
  const expected = expectedInformation(first, second);
  const above = mutualInformation(overlap) - expected;
  // With nothing above chance to be had, both are all singletons and agree.
  return mean - expected < 1e-9 ? 1 : above / (mean - expected);
}

/** Pairs that both groupings treat alike, adjusted for chance: 0 by chance, at most 1. */
export function adjustedRand({ n, shared, first, second }: Overlap): number {
  const pairs = (sizes: readonly number[]) => sum(sizes.map((size) => (size * (size - 1)) / 2));
  const together = pairs(shared.flat());
  const [inFirst, inSecond] = [pairs(first), pairs(second)];
  if (together === inFirst && together === inSecond) return 1;
  const expected = (inFirst * inSecond) / pairs([n]);
  return (together - expected) / ((inFirst + inSecond) / 2 - expected);
}

/** Each group in order of appearance. */
const placesOf = (labels: Int32Array): Map<number, number> =>
  new Map([...new Set(labels)].map((label, place) => [label, place]));

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);
