import type { Random } from '../random';
import { defineDataset } from './dataset';
import { drawSplit } from './shared/split';

/** A family of curves in the plane, one a class. */
interface Curves {
  readonly classNames: readonly string[];
  readonly groups: readonly number[];
  /** Standard deviation of the noise on each coordinate at spread 1. */
  readonly noise: number;
  /** A random point on the curve of class `label`, before noise. */
  pointOn(label: number, random: Random): readonly [x: number, y: number];
}

const FULL_TURN = 2 * Math.PI;
const ARMS = 6;
const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}`);

const spirals: Curves = {
  classNames: numbered('arm', ARMS),
  groups: Array.from({ length: ARMS }, (_, arm) => arm),
  noise: 0.02,
  pointOn(label, random) {
    const radius = Math.sqrt(random.uniform(0.06, 1));
    const angle = (radius + label / ARMS) * FULL_TURN;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
};

/** Radii in close pairs and threes; a ring's group is its bundle. */
const RADII = [0.15, 0.35, 0.42, 0.62, 0.69, 0.76, 0.92, 1];

const rings: Curves = {
  classNames: numbered('ring', RADII.length),
  groups: [0, 1, 1, 2, 2, 2, 3, 3],
  noise: 0.014,
  pointOn(label, random) {
    const radius = RADII[label] as number;
    const angle = random.uniform(0, FULL_TURN);
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  },
};

/** Middles of the pairs of interlocking half-circles. */
const PAIRS = [
  [-0.55, -0.5],
  [0.55, -0.5],
  [-0.55, 0.5],
  [0.55, 0.5],
] as const;

const moons: Curves = {
  classNames: PAIRS.flatMap((_, pair) => [`moon ${pair + 1}a`, `moon ${pair + 1}b`]),
  groups: PAIRS.flatMap((_, pair) => [pair, pair]),
  noise: 0.012,
  pointOn(label, random) {
    const [middleX, middleY] = PAIRS[Math.floor(label / 2)] as (typeof PAIRS)[number];
    const angle = random.uniform(0, Math.PI);
    const isFirst = label % 2 === 0;
    const x = isFirst ? Math.cos(angle) : 1 - Math.cos(angle);
    const y = isFirst ? Math.sin(angle) : 0.5 - Math.sin(angle);
    return [(x - 0.5) * 0.3 + middleX, (y - 0.25) * 0.3 + middleY];
  },
};

const curvesOf = { spirals, rings, moons };

/**
 * Points near curves in the plane: 6 spiral arms, 8 rings or 8 half-moons. Items are [2], x and y
 * from -1 to 1; 120 train and 24 held-out points a class. All draws are fixed by the seed.
 */
export const points = defineDataset({
  label: 'Points in the plane',
  phrase: 'points in the plane',
  summary: 'Points along curves that wind round or hug one another, so the whole input is visible.',
  source: 'Drawn by this page from a seed; no data of others.',
  kind: 'point',
  knobs: {
    shape: {
      kind: 'choice',
      label: 'Shape',
      hint: 'Which family of curves the points lie on.',
      options: { spirals: 'Spirals', rings: 'Rings', moons: 'Moons' },
      default: 'spirals',
    },
    spread: {
      kind: 'number',
      label: 'Spread',
      hint: 'Scales how far points stray from their curve; high values blur neighbours.',
      min: 0,
      max: 3,
      step: 0.1,
      default: 1,
      restarts: true,
    },
  },
  async load({ seed, knobs: { shape, spread } }) {
    const { classNames, groups, noise, pointOn } = curvesOf[shape];
    const split = drawSplit({
      seed,
      classes: classNames.length,
      trainPerClass: 120,
      heldOutPerClass: 24,
      itemSize: 2,
      draw(label, random, point) {
        const [x, y] = pointOn(label, random);
        point[0] = x + random.normal() * noise * spread;
        point[1] = y + random.normal() * noise * spread;
      },
    });
    return { ...split, shape: [2], range: [-1, 1], classNames, groups };
  },
});
