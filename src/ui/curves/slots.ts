import type { CurveDomain } from '../../plots';
import type { HeldOutMeasure, StepMeasure } from '../../protocol/messages';

/** A measure as a chart shows it. */
export interface Charted {
  readonly measure: HeldOutMeasure | StepMeasure;
  readonly name: string;
  /** A shorter name for where there is little room. */
  readonly short?: string;
  readonly domain: CurveDomain;
  /** Of single batches: drawn faint with a running mean. */
  readonly isNoisy?: boolean;
  /** What to know when reading it. */
  readonly aside: string;
}

/** A chart, and the measures one can choose to see in it. */
export interface Slot {
  readonly id: string;
  readonly measures: readonly [Charted, ...Charted[]];
  /** Drawn only where false negatives can occur. */
  readonly ofFalse?: boolean;
}

/** The charts from top to bottom; measures that answer one question share one. */
export const slots: readonly Slot[] = [
  {
    id: 'retrieval',
    measures: [
      { measure: 'mapAtR', name: 'MAP@R', domain: 'positive', aside: 'held out' },
      { measure: 'recallAt1', name: 'Recall@1', domain: 'share', aside: 'held out' },
      { measure: 'centroidAccuracy', name: 'Centroids', domain: 'share', aside: 'held out' },
    ],
  },
  {
    id: 'spread',
    measures: [
      {
        measure: 'meanCosine',
        name: 'Mean cosine',
        short: 'Cosine',
        domain: 'cosine',
        aside: '1: collapse',
      },
      { measure: 'alignment', name: 'Alignment', domain: 'positive', aside: '0: together' },
      { measure: 'uniformity', name: 'Uniformity', domain: 'auto', aside: 'low: even' },
    ],
  },
  {
    id: 'loss',
    measures: [
      { measure: 'loss', name: 'Loss', domain: 'positive', isNoisy: true, aside: 'each batch' },
    ],
  },
  {
    id: 'teaching',
    measures: [
      {
        measure: 'activeShare',
        name: 'Still teach',
        domain: 'share',
        isNoisy: true,
        aside: 'share',
      },
      {
        measure: 'hardness',
        name: 'Hardness',
        domain: 'share',
        isNoisy: true,
        aside: '1: hardest',
      },
    ],
  },
  {
    id: 'false',
    ofFalse: true,
    measures: [
      {
        measure: 'falseShare',
        name: 'False negatives',
        domain: 'share',
        isNoisy: true,
        aside: 'of the chosen',
      },
    ],
  },
];
