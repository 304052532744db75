import { unitRows } from '../../src/parts/metrics/shared/similarities';
import type { Answer } from './compare';
import { type GoldenCase, numbersOf, shapeOf } from './format';

/** Rows of an input, [n, d], as they are. */
export function rawRows(one: GoldenCase, name: string) {
  const what = `inputs.${name}`;
  const [n = 0, d = 0] = shapeOf(one.inputs[name], what);
  return { n, d, values: Float64Array.from(numbersOf(one.inputs[name], what)) };
}

/** The same, brought to unit length. */
export function unitRowsOf(one: GoldenCase, name: string) {
  const { n, d, values } = rawRows(one, name);
  return { n, d, values: unitRows(values, d) };
}

/** A number of a case, held as a value. */
export const number = (key: string, got: number): Answer => ({ key, got: [got], rule: 'value' });
