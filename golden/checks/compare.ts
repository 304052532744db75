import { type GoldenCase, numbersOf } from './format';

/**
 * How an answer is held against what is expected, by the largest difference of any entry:
 * `value` relative to max(1, largest expected), `grad` to max(1e-3, largest expected), `weights`
 * absolute; `matrix` as value with a tolerance of its own; `exact` has to be equal in order, and
 * `tuples` equal as a set of rows.
 */
export type Rule = 'value' | 'grad' | 'weights' | 'matrix' | 'exact' | 'tuples';

/** What our parts make of a case under one key of `expected`: "loss", "grad.z1". */
export interface Answer {
  readonly key: string;
  /** Entries in order, whatever the shape. */
  readonly got: ArrayLike<number>;
  readonly rule: Rule;
  /** Length of a tuple. */
  readonly width?: number;
}

/** One key held against what is expected; it agrees if `error <= tolerance`. */
export interface Comparison {
  readonly key: string;
  readonly error: number;
  readonly tolerance: number;
  /** The entry that is farthest off, in words. */
  readonly got: string;
  readonly expected: string;
}

/** Name of each rule's entry in `tolerance`; null: no difference is tolerated. */
const TOLERANCE: Readonly<Record<Rule, string | null>> = {
  value: 'value',
  grad: 'grad',
  weights: 'final_weights_abs',
  matrix: 'matrix',
  exact: null,
  tuples: null,
};

/**
 * Null if the key is not to be compared: the case does not have it, or the reference's own value
 * is not finite or not stable in float32.
 */
export function compare(one: GoldenCase, answer: Answer): Comparison | null {
  const { key, rule } = answer;
  const name = key.split('.')[0] as string;
  const skipped = [one.nonfinite_expected, one.f32_unstable_secondary_keys].flat();
  if (skipped.includes(name) || skipped.includes(key)) return null;
  const found = expectedAt(one, key);
  if (found === undefined) return null;
  let expected = numbersOf(found, `expected.${key}`);
  if (!expected.every(Number.isFinite)) return null;
  let got = Array.from(answer.got);
  const entry = TOLERANCE[rule];
  const tolerance = entry === null ? 0 : one.tolerance[entry];
  if (typeof tolerance !== 'number') throw new Error(`tolerance.${entry} is not a number`);
  const verdict = (error: number, gotText: string, expectedText: string): Comparison => ({
    key,
    error,
    tolerance,
    got: gotText,
    expected: expectedText,
  });
  if (got.length !== expected.length)
    return verdict(Number.POSITIVE_INFINITY, `${got.length} numbers`, `${expected.length}`);
  if (rule === 'tuples') {
    got = sortedTuples(got, answer.width ?? 1);
    expected = sortedTuples(expected, answer.width ?? 1);
  }
  let worst = 0;
  let error = 0;
  got.forEach((value, at) => {
    const difference = Math.abs(value - (expected[at] as number));
    if (difference <= error) return;
    worst = at;
    error = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
  });
  const where = got.length > 1 ? ` at entry ${worst}` : '';
  return verdict(error / scaleOf(rule, expected), `${got[worst]}${where}`, `${expected[worst]}`);
}

/** Whether the case has anything under the key, compared or not. */
export const offers = (one: GoldenCase, key: string): boolean => expectedAt(one, key) !== undefined;

function expectedAt(one: GoldenCase, key: string): unknown {
  if (key in one.expected) return one.expected[key];
  const dot = key.lastIndexOf('.');
  const found = one.expected[key.slice(0, dot)];
  return (found as Record<string, unknown> | undefined)?.[key.slice(dot + 1)];
}

function scaleOf(rule: Rule, expected: readonly number[]): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (rule === 'value' || rule === 'matrix') return Math.max(1, largest);
  return rule === 'grad' ? Math.max(1e-3, largest) : 1;
}

function sortedTuples(values: readonly number[], width: number): number[] {
  const rows = Array.from({ length: values.length / width }, (_, row) =>
    values.slice(row * width, (row + 1) * width),
  );
  const order = (a: number[], b: number[]) =>
    a.reduce((found, value, i) => found || value - (b[i] as number), 0);
  return rows.sort(order).flat();
}
