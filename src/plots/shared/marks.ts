import {
  type SymbolType,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
  symbolWye,
} from 'd3';
import type { MarkShape } from './palette';

const SYMBOLS: Record<MarkShape, SymbolType> = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
  cross: symbolCross,
  wye: symbolWye,
};

/** Outline of a mark around 0, 0, as SVG path data; all shapes cover as much as the circle. */
export const markPath = (shape: MarkShape, radius: number): string =>
  symbol(SYMBOLS[shape], Math.PI * radius ** 2).digits(2)() ?? '';

const LANE_SHAPES: readonly MarkShape[] = ['circle', 'square', 'triangle', 'diamond'];

/** The mark of the lane at a place, counted from 0: lanes differ in shape as well as in colour. */
export const laneMarkPath = (place: number, radius: number): string =>
  markPath(LANE_SHAPES[((place % 4) + 4) % 4] as MarkShape, radius);
