import type { DataShown } from '../../protocol/dataShown';
import type { AnchorView, MapView, PushCurve, Spectrum } from '../../protocol/picture';

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
export type HeldOut = Pick<
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

export interface LatentMapProps extends ItemPointing {
  readonly view: MapView | null;
  readonly data: HeldOut | null;
  /** Width and height, pixels. */
  readonly size: number;
  /** Of this lane; its positive and chosen negatives are marked while its item is selected. */
  readonly anchor?: AnchorView | null;
  /** Lit up, the others dimmed; an empty set dims none. */
  readonly highlighted?: ReadonlySet<number>;
  /** Draws the items themselves instead of dots, where they do not cover one another. */
  readonly showThumbnails?: boolean;
  /** Turn of the sphere in degrees: around the upright axis, and towards the viewer. */
  readonly rotation?: readonly [number, number];
  /** Without it the sphere can't be turned. */
  readonly onRotate?: (rotation: readonly [number, number]) => void;
  /** Draws the points as SVG instead of canvas, for export and tests. */
  readonly asSvg?: boolean;
  readonly label?: string;
}

export interface SpectrumPlotProps {
  readonly spectrum: Spectrum | null;
  /** What the axis of an empty frame says, before there is a spectrum; 'distance' by default. */
  readonly axis?: Spectrum['axis'];
  readonly size: Size;
  /** From and to, in units of the axis; snapped to bins. */
  readonly brushed?: readonly [number, number] | null;
  readonly onBrush?: (range: readonly [number, number] | null) => void;
  /** Called with where the band's far edge was moved to, in units of the axis. */
  readonly onBandDrag?: (to: number) => void;
  readonly label?: string;
}

export interface AnchorStripProps extends ItemPointing {
  readonly anchor: AnchorView | null;
  readonly data: HeldOut | null;
  readonly size: Size;
  readonly label?: string;
}

/** One line of a chart. The arrays may grow in place; they are read at every draw. */
export interface CurveLine {
  readonly id: number | string;
  readonly name: string;
  /** A CSS colour, as `laneColour(0)`. */
  readonly colour: string;
  /** Place of the lane, for the shape of its end mark. */
  readonly place: number;
  /** Ascending. */
  readonly steps: ArrayLike<number>;
  /** NaN: a gap. */
  readonly values: ArrayLike<number>;
  /** A line of someone else's run, drawn faint and dashed behind. */
  readonly isSketch?: boolean;
}

/** 'share': 0..1. 'positive': from 0 to what is needed. 'cosine': 0..1, down to -1 if needed. 'auto'. */
export type CurveDomain = 'share' | 'positive' | 'cosine' | 'auto';

export interface CurvesProps {
  /** What is drawn, as in "MAP@R"; for the summary. */
  readonly name: string;
  readonly lines: readonly CurveLine[];
  readonly size: Size;
  readonly domain?: CurveDomain;
  /** Writes shares as percent: "58 %". */
  readonly isPercent?: boolean;
  /** Draws every step faintly and a running mean over it: for noisy measures of a step. */
  readonly isNoisy?: boolean;
  /** A dashed, labelled line, as the loss of an encoder that tells nothing apart. */
  readonly chance?: number | null;
  readonly chanceLabel?: string;
  /** Step under the cross-hair of all charts. */
  readonly cursor?: number | null;
  readonly onCursor?: (step: number | null) => void;
  readonly label?: string;
}

export interface PushLine {
  readonly id: number | string;
  readonly name: string;
  readonly colour: string;
  readonly place: number;
  readonly push: PushCurve | null;
}

export interface PushChartProps {
  readonly lanes: readonly PushLine[];
  readonly size: Size;
  readonly label?: string;
}
