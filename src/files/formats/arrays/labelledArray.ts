import type { Side } from '../../shared/side';
import type { NamedArray } from './numbers';

/** An array of items, with a label for each from another array; '' stands for no label. */
export interface LabelledArray {
  readonly items: NamedArray;
  readonly labels: readonly string[];
  readonly side: Side | null;
}
