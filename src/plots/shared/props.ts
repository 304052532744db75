import type { DataShown } from '../../protocol/dataShown';

/**
 * What the plots ask of the page. All are controlled: they draw their props and report what a
 * visitor does; what is hovered, selected or brushed lives in a store, so that all plots agree.
 * Sizes are CSS pixels; measure the place with `useSize`. A null view (before the first report)
 * draws an empty frame that says so. `label` replaces the summary sentence a plot makes of itself.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The held-out items as drawn, and what is remembered of training; the page passes its `DataShown`. */
export type ShownItems = Pick<
  DataShown,
  'shape' | 'classNames' | 'groups' | 'labels' | 'thumbnails' | 'texts' | 'range' | 'train'
>;

/** An item hovered or selected anywhere is so in every plot. Items are held-out, counted from 0. */
export interface ItemPointing {
  readonly hovered?: number | null;
  readonly selected?: number | null;
  readonly onHover?: (item: number | null) => void;
  readonly onSelect?: (item: number | null) => void;
}
