/** Build and colours shared by the species of a genus. Lengths in bird units: see `drawing.ts`. */
export interface Genus {
  readonly name: string;
  readonly bodyRadiusX: number;
  readonly bodyRadiusY: number;
  /** Turn of body and wing in radians; positive lifts the breast. */
  readonly tilt: number;
  readonly headRadius: number;
  /** Middle of the head, from the middle of the body. */
  readonly headX: number;
  readonly headY: number;
  /** Plumage: hue, saturation and value, each 0 to 1. */
  readonly hue: number;
  readonly saturation: number;
  readonly value: number;
}

/** The single mark by which a species differs from the plain one of its genus. */
export interface Species {
  readonly name: string;
  readonly beakLength: number;
  readonly tailLength: number;
  readonly wingBar: boolean;
  readonly crest: boolean;
  readonly eyeRing: boolean;
}

function genus(
  name: string,
  [bodyRadiusX, bodyRadiusY, tilt]: readonly [number, number, number],
  [headRadius, headX, headY]: readonly [number, number, number],
  [hue, saturation, value]: readonly [number, number, number],
): Genus {
  const body = { bodyRadiusX, bodyRadiusY, tilt };
  return { name, ...body, headRadius, headX, headY, hue, saturation, value };
}

export const genera: readonly Genus[] = [
  genus('scarlet', [0.46, 0.27, 0.1], [0.2, 0.42, -0.3], [0.02, 0.75, 0.8]),
  genus('golden', [0.4, 0.34, 0], [0.22, 0.32, -0.38], [0.14, 0.8, 0.9]),
  genus('slender blue', [0.52, 0.21, 0.15], [0.15, 0.48, -0.24], [0.6, 0.7, 0.75]),
  genus('green', [0.38, 0.3, -0.25], [0.18, 0.34, -0.44], [0.36, 0.6, 0.55]),
  genus('stout violet', [0.44, 0.38, 0.05], [0.19, 0.4, -0.42], [0.8, 0.35, 0.6]),
  genus('russet', [0.34, 0.24, 0.3], [0.2, 0.3, -0.3], [0.08, 0.45, 0.5]),
  genus('turquoise', [0.5, 0.3, 0], [0.16, 0.5, -0.36], [0.5, 0.5, 0.9]),
  genus('rosy', [0.4, 0.26, -0.1], [0.24, 0.34, -0.32], [0.94, 0.65, 0.7]),
];

const plain: Species = {
  name: 'plain',
  beakLength: 0.18,
  tailLength: 0.34,
  wingBar: false,
  crest: false,
  eyeRing: false,
};

export const speciesOfGenus: readonly Species[] = [
  plain,
  { ...plain, name: 'wing-barred', wingBar: true },
  { ...plain, name: 'long-billed', beakLength: 0.34 },
  { ...plain, name: 'long-tailed', tailLength: 0.6 },
  { ...plain, name: 'crested', crest: true },
  { ...plain, name: 'ring-eyed', eyeRing: true },
];
