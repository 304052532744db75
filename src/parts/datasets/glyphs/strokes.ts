/** The strokes of the letters and digits, in a box from -1 to 1 with y down. */

export type Point = readonly [x: number, y: number];

/** Points to be joined by straight strokes. */
export type Polyline = readonly Point[];

const line = (...points: readonly Point[]): Polyline => points;

/** `points` points along an arc, from one angle to another in degrees, clockwise from the right. */
function arc(
  [centreX, centreY]: Point,
  [radiusX, radiusY]: Point,
  fromDegrees: number,
  toDegrees: number,
  points = 14,
): Polyline {
  return Array.from({ length: points }, (_, index) => {
    const degrees = fromDegrees + ((toDegrees - fromDegrees) * index) / (points - 1);
    const angle = (degrees * Math.PI) / 180;
    return [centreX + radiusX * Math.cos(angle), centreY + radiusY * Math.sin(angle)];
  });
}

const bowlOfP = [
  line([-0.4, 0.75], [-0.4, -0.75], [0.05, -0.75]),
  arc([0.05, -0.35], [0.38, 0.4], -90, 90),
  line([0.05, 0.05], [-0.4, 0.05]),
];
const wideOval = arc([0, 0], [0.6, 0.75], 0, 360, 24);

/** Each glyph's strokes. */
export const strokesOf: Readonly<Record<string, readonly Polyline[]>> = {
  O: [wideOval],
  '0': [arc([0, 0], [0.42, 0.75], 0, 360, 24)],
  Q: [wideOval, line([0.2, 0.35], [0.6, 0.8])],
  I: [
    line([0, -0.75], [0, 0.75]),
    line([-0.2, -0.75], [0.2, -0.75]),
    line([-0.2, 0.75], [0.2, 0.75]),
  ],
  l: [line([0, -0.75], [0, 0.75])],
  '1': [line([0, -0.75], [0, 0.75]), line([-0.25, -0.5], [0, -0.75])],
  '5': [
    line([0.45, -0.75], [-0.35, -0.75], [-0.38, -0.1]),
    arc([-0.02, 0.28], [0.45, 0.46], -140, 140),
  ],
  S: [arc([0, -0.37], [0.42, 0.37], -20, -270), arc([0, 0.37], [0.42, 0.37], -90, 160)],
  '2': [arc([0, -0.35], [0.42, 0.4], -170, 30), line([0.36, -0.15], [-0.42, 0.75], [0.45, 0.75])],
  Z: [line([-0.42, -0.75], [0.42, -0.75], [-0.42, 0.75], [0.45, 0.75])],
  '8': [arc([0, -0.37], [0.34, 0.37], 0, 360, 20), arc([0, 0.37], [0.42, 0.38], 0, 360, 20)],
  B: [
    line([-0.4, -0.75], [-0.4, 0.75]),
    line([-0.4, -0.75], [0.05, -0.75]),
    arc([0.05, -0.38], [0.35, 0.37], -90, 90),
    line([-0.4, 0], [0.05, 0]),
    arc([0.05, 0.38], [0.4, 0.37], -90, 90),
    line([-0.4, 0.75], [0.05, 0.75]),
  ],
  '6': [arc([0, 0.32], [0.42, 0.42], 0, 360, 20), arc([0.25, 0.1], [0.67, 0.85], -95, -180)],
  G: [arc([0, 0], [0.55, 0.75], -40, -330, 20), line([0.1, 0.1], [0.52, 0.1], [0.52, 0.4])],
  C: [arc([0, 0], [0.55, 0.75], -45, -315, 20)],
  D: [
    line([-0.45, -0.75], [-0.45, 0.75]),
    line([-0.45, -0.75], [-0.05, -0.75]),
    arc([-0.05, 0], [0.55, 0.75], -90, 90),
    line([-0.45, 0.75], [-0.05, 0.75]),
  ],
  E: [line([0.4, -0.75], [-0.4, -0.75], [-0.4, 0.75], [0.4, 0.75]), line([-0.4, 0], [0.25, 0])],
  F: [line([0.4, -0.75], [-0.4, -0.75], [-0.4, 0.75]), line([-0.4, 0], [0.25, 0])],
  P: bowlOfP,
  R: [...bowlOfP, line([-0.05, 0.05], [0.45, 0.75])],
  U: [
    line([-0.45, -0.75], [-0.45, 0.2]),
    arc([0, 0.2], [0.45, 0.55], 180, 0),
    line([0.45, 0.2], [0.45, -0.75]),
  ],
  V: [line([-0.5, -0.75], [0, 0.75], [0.5, -0.75])],
  '7': [line([-0.42, -0.75], [0.42, -0.75], [-0.1, 0.75])],
  T: [line([-0.5, -0.75], [0.5, -0.75]), line([0, -0.75], [0, 0.75])],
};
