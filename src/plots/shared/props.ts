import type { DataShown } from '../../protocol/dataShown';

/**
 * What plots share of their props. All plots are controlled: they draw their props and report what
 * a visitor does. What is hovered, selected or brushed lives in a store, so that all plots agree.
 * Sizes are CSS pixels; measure the place with `useSize`. A null view (before the first report)
 * draws an empty frame that says so. `label` replaces the summary sentence that a plot makes of
 * itself.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The held-out items as plots draw them, and the training items; the page passes its `DataShown`.
 */
export type ShownItems = Pick<
  DataShown,
  'shape' | 'classNames' | 'groups' | 'labels' | 'thumbnails' | 'texts' | 'range' | 'train'
>;

/** An item hovered or selected in one plot is so in all. Held-out items, counted from 0. */
export interface ItemPointing {
  readonly hovered?: number | null;
  readonly selected?: number | null;
  readonly onHover?: (item: number | null) => void;
  readonly onSelect?: (item: number | null) => void;
}
