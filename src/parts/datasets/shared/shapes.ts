import { EDGE, type Shape } from './raster';

/** A stroke from one point to another; its radius changes evenly along the way. */
export function stroke(
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  fromRadius: number,
  toRadius = fromRadius,
): Shape {
  const alongX = toX - fromX;
  const alongY = toY - fromY;
  const squaredLength = alongX * alongX + alongY * alongY + 1e-9;
  const growth = toRadius - fromRadius;
  const rim = Math.max(fromRadius, toRadius) + EDGE / 2;
  return {
    x: (fromX + toX) / 2,
    y: (fromY + toY) / 2,
    reachX: Math.abs(alongX) / 2 + rim,
    reachY: Math.abs(alongY) / 2 + rim,
    distance(x, y) {
      const offsetX = x - fromX;
      const offsetY = y - fromY;
      const projection = (offsetX * alongX + offsetY * alongY) / squaredLength;
      const share = Math.min(1, Math.max(0, projection));
      const gapX = offsetX - alongX * share;
      const gapY = offsetY - alongY * share;
      return Math.sqrt(gapX * gapX + gapY * gapY) - (fromRadius + growth * share);
    },
  };
}

/**
 * An ellipse turned by `angle` radians. Its distance is exact on the outline and for circles, and
 * scaled by the smaller radius elsewhere.
 */
export function ellipse(
  centreX: number,
  centreY: number,
  radiusX: number,
  radiusY: number,
  angle = 0,
): Shape {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const smaller = Math.min(radiusX, radiusY);
  const withRim = 1 + EDGE / 2 / smaller;
  return {
    x: centreX,
    y: centreY,
    reachX: withRim * Math.sqrt((radiusX * cos) ** 2 + (radiusY * sin) ** 2),
    reachY: withRim * Math.sqrt((radiusX * sin) ** 2 + (radiusY * cos) ** 2),
    distance(x, y) {
      const offsetX = x - centreX;
      const offsetY = y - centreY;
      const across = (cos * offsetX + sin * offsetY) / radiusX;
      const down = (cos * offsetY - sin * offsetX) / radiusY;
      return (Math.sqrt(across * across + down * down) - 1) * smaller;
    },
  };
}

/** What lies in both shapes. */
export const overlap = (first: Shape, second: Shape): Shape => ({
  ...first,
  distance: (x, y) => Math.max(first.distance(x, y), second.distance(x, y)),
});
