import type { CurveDomain } from '../../plots/curves/axis';
import type { HeldOutMeasure, StepMeasure } from '../../protocol/measures';

/** A measure as a chart shows it. */
export interface Charted {
  readonly measure: HeldOutMeasure | StepMeasure;
  readonly name: string;
  /** A shorter name for where there is little room. */
  readonly short?: string;
  readonly domain: CurveDomain;
  /** Written in percent, as everywhere else on the page. */
  readonly isPercent?: boolean;
  /** Of single batches: drawn faint with a running mean. */
  readonly isNoisy?: boolean;
  /** What to know when reading it. */
  readonly aside: string;
}

/** A chart, and the measures at hand in it. */
export interface ChartSlot {
  readonly id: string;
  readonly measures: readonly [Charted, ...Charted[]];
  /** Whether its menu offers every held-out measure. */
  readonly offersAll?: boolean;
  /** Drawn only where false negatives can occur. */
  readonly ofFalse?: boolean;
}

/** What a measure is taken of, where its chart says no more of it. */
export const HELD_OUT = 'held out';

/** Every measure of the held-out items as a chart shows it, under its label. */
export const heldOutCharts: Readonly<Record<HeldOutMeasure, Charted>> = {
  mapAtR: { measure: 'mapAtR', name: 'MAP@R', domain: 'positive', aside: HELD_OUT },
  recallAt1: { measure: 'recallAt1', name: 'Recall@1', domain: 'share', aside: HELD_OUT },
  recallAt5: { measure: 'recallAt5', name: 'Recall@5', domain: 'share', aside: HELD_OUT },
  rPrecision: { measure: 'rPrecision', name: 'R-precision', domain: 'positive', aside: HELD_OUT },
  meanReciprocalRank: {
    measure: 'meanReciprocalRank',
    name: 'MRR',
    domain: 'share',
    aside: HELD_OUT,
  },
  ndcgAt10: { measure: 'ndcgAt10', name: 'nDCG@10', domain: 'share', aside: HELD_OUT },
  knnAccuracy: {
    measure: 'knnAccuracy',
    name: 'kNN accuracy',
    short: 'kNN',
    domain: 'share',
    aside: HELD_OUT,
  },
  centroidAccuracy: {
    measure: 'centroidAccuracy',
    name: 'Centroid accuracy',
    short: 'Centroids',
    domain: 'share',
    aside: HELD_OUT,
  },
  similarityAuc: {
    measure: 'similarityAuc',
    name: 'AUC of pairs',
    short: 'AUC',
    domain: 'share',
    aside: '0.5: chance',
  },
  hubness: { measure: 'hubness', name: 'Hubness', domain: 'auto', aside: '0: even' },
  meanCosine: {
    measure: 'meanCosine',
    name: 'Mean cosine',
    short: 'Cosine',
    domain: 'cosine',
    aside: '1: collapse',
  },
  alignment: {
    measure: 'alignment',
    name: 'Alignment',
    domain: 'positive',
    aside: '0: together',
  },
  uniformity: { measure: 'uniformity', name: 'Uniformity', domain: 'auto', aside: 'low: even' },
  effectiveRank: {
    measure: 'effectiveRank',
    name: 'Effective rank',
    short: 'Rank',
    domain: 'positive',
    aside: '1: collapse',
  },
};

const { mapAtR, recallAt1, centroidAccuracy, meanCosine, alignment, uniformity } = heldOutCharts;

/** The charts from top to bottom; measures that answer one question share one. */
export const slots: readonly ChartSlot[] = [
  { id: 'retrieval', offersAll: true, measures: [mapAtR, recallAt1, centroidAccuracy] },
  { id: 'spread', offersAll: true, measures: [meanCosine, alignment, uniformity] },
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
        isPercent: true,
        isNoisy: true,
        aside: '% of a batch',
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
        isPercent: true,
        isNoisy: true,
        aside: '% of the chosen',
      },
    ],
  },
];
