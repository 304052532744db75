import { sizeOf } from '../../../parts/sizeOf';
import type { NamedArray, NumberList } from './numbers';

/**
 * The same array with its last axis as its first: [8, 8, 3, 24] becomes [24, 8, 8, 3], as arrays of
 * MATLAB have to be turned.
 */
export function itemsFirst({ name, shape, values, areBytes }: NamedArray): NamedArray {
  const count = shape.at(-1) ?? 1;
  const rest = shape.slice(0, -1);
  const each = sizeOf(rest);
  const from = values as NumberList;
  const turned = from.slice() as NumberList;
  for (let item = 0, to = 0; item < count; item++)
    for (let at = 0; at < each; at++) turned[to++] = from[at * count + item] as number;
  return { name, shape: [count, ...rest], values: turned, areBytes };
}
