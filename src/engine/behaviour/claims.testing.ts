/**
 * What PyTorch measured with the same recipes, and the page has to measure too: held-out values,
 * mean and standard deviation over its seeds. Every arm is a link of one lane.
 */
export interface Claim {
  /** What it shows, as a sentence. */
  readonly about: string;
  readonly base: string;
  readonly measure: 'recallAt1' | 'mapAtR';
  /** Steps of the short form and of the full one. */
  readonly steps: readonly [short: number, full: number];
  readonly arms: readonly {
    readonly link: string;
    /** [mean, standard deviation] after the short and after the full number of steps. */
    readonly expected: readonly [short: readonly [number, number], full: readonly [number, number]];
  }[];
}

export const claims: readonly Claim[] = [
  {
    about: 'on look-alike birds, random negatives fall behind all others that do not collapse',
    base: 'data=birds&nuisance=0.35&zoom=1.15&classes=24&samples=3',
    measure: 'recallAt1',
    steps: [50, 400],
    arms: [
      {
        link: 'selection=random',
        expected: [
          [0.348, 0.058],
          [0.518, 0.021],
        ],
      },
      {
        link: 'selection=semiHard',
        expected: [
          [0.471, 0.052],
          [0.727, 0.075],
        ],
      },
      {
        link: 'selection=hardest',
        expected: [
          [0.342, 0.012],
          [0.476, 0.039],
        ],
      },
      {
        link: 'selection=all',
        expected: [
          [0.431, 0.079],
          [0.791, 0.08],
        ],
      },
      {
        link: 'selection=distanceWeighted',
        expected: [
          [0.428, 0.034],
          [0.785, 0.087],
        ],
      },
      {
        link: 'selection=all&loss=ntXent&temperature=0.1',
        expected: [
          [0.451, 0.044],
          [0.791, 0.055],
        ],
      },
    ],
  },
  {
    about: 'on look-alike birds in small batches, a momentum queue needs a slow encoder',
    base: 'data=birds&nuisance=0.35&zoom=1.15&classes=5&samples=3&selection=all&loss=ntXent&temperature=0.1',
    measure: 'recallAt1',
    steps: [100, 400],
    arms: [
      {
        link: 'source=inBatch',
        expected: [
          [0.309, 0.043],
          [0.423, 0.017],
        ],
      },
      {
        link: 'source=momentumQueue&queueSize=512&encoderMomentum=0.99',
        expected: [
          [0.312, 0.018],
          [0.458, 0.02],
        ],
      },
      {
        link: 'source=momentumQueue&queueSize=512&encoderMomentum=0.9',
        expected: [
          [0.24, 0.059],
          [0.264, 0.046],
        ],
      },
    ],
  },
];
