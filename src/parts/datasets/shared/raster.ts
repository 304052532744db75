/** Pixels along a side of a drawn image. */
export const SIZE = 28;

/** Width of a shape's soft outline: coverage falls from 1 to 0 over 1.2 pixels. */
export const EDGE = (1.2 * 2) / SIZE;

/**
 * A plane shape. x runs right and y runs down; the image is the square from -1 to 1.
 */
export interface Shape {
  /** Centre of an upright box that holds all the shape paints, soft outline included. */
  readonly x: number;
  readonly y: number;
  /** Half the width and height of that box. */
  readonly reachX: number;
  readonly reachY: number;
  /** Signed: negative inside, 0 on the outline, positive outside. */
  distance(x: number, y: number): number;
}

/** Where a drawing sits in the image: mirrored, then scaled, turned and shifted. */
export interface Frame {
  readonly cos: number;
  readonly sin: number;
  readonly scale: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** -1 when the drawing is mirrored left to right, else 1. */
  readonly mirror: 1 | -1;
}

/** @param angle radians, clockwise on screen */
export const frame = (
  angle: number,
  scale: number,
  shiftX: number,
  shiftY: number,
  mirror: 1 | -1 = 1,
): Frame => ({ cos: Math.cos(angle), sin: Math.sin(angle), scale, shiftX, shiftY, mirror });

/** The frame in which a drawing's coordinates are those of the image. */
export const imageFrame = frame(0, 1, 0, 0);

/** A point of the drawing, in image coordinates. */
export function toImage(place: Frame, x: number, y: number): [x: number, y: number] {
  const { cos, sin, scale, shiftX, shiftY, mirror } = place;
  const scaledX = x * mirror * scale;
  const scaledY = y * scale;
  return [cos * scaledX - sin * scaledY + shiftX, sin * scaledX + cos * scaledY + shiftY];
}

/** Image coordinate of the middle of a pixel. */
const middleOf = (pixel: number): number => ((pixel + 0.5) / SIZE) * 2 - 1;

/** The pixel coordinate, not rounded, whose middle is at `coordinate`. */
const pixelAt = (coordinate: number): number => ((coordinate + 1) / 2) * SIZE - 0.5;

/**
 * Calls `visit` for every pixel the shape touches, with its place in the image (row by row) and
 * the share of it that is covered, above 0 and up to 1. Pixels far from the shape cost nothing.
 */
export function eachCoveredPixel(
  shape: Shape,
  place: Frame,
  visit: (pixel: number, coverage: number) => void,
): void {
  const { cos, sin, scale, shiftX, shiftY, mirror } = place;
  const [centreX, centreY] = toImage(place, shape.x, shape.y);
  const reachX = (Math.abs(cos) * shape.reachX + Math.abs(sin) * shape.reachY) * scale;
  const reachY = (Math.abs(sin) * shape.reachX + Math.abs(cos) * shape.reachY) * scale;
  const firstRow = Math.max(0, Math.ceil(pixelAt(centreY - reachY)));
  const lastRow = Math.min(SIZE - 1, Math.floor(pixelAt(centreY + reachY)));
  const firstColumn = Math.max(0, Math.ceil(pixelAt(centreX - reachX)));
  const lastColumn = Math.min(SIZE - 1, Math.floor(pixelAt(centreX + reachX)));
  for (let row = firstRow; row <= lastRow; row++) {
    const y = middleOf(row) - shiftY;
    for (let column = firstColumn; column <= lastColumn; column++) {
      const x = middleOf(column) - shiftX;
      const drawingX = ((cos * x + sin * y) / scale) * mirror;
      const drawingY = (cos * y - sin * x) / scale;
      const coverage = 0.5 - shape.distance(drawingX, drawingY) / EDGE;
      if (coverage > 0) visit(row * SIZE + column, Math.min(1, coverage));
    }
  }
}
