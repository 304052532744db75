/**
 * The metrics that are quick enough to follow training (a few milliseconds for 576 rows of 32), and
 * how charts and menus show them. Each metric spreads its entry, so nothing is said twice. The table
 * stands apart from the metrics because the page needs it for its first paint, long before it needs
 * any of the maths.
 */

/** How charts and menus show a metric. */
export interface LiveMetric {
  /** Its name everywhere. */
  readonly label: string;
  /** A shorter name for where there is little room. */
  readonly short?: string;
  /** What it asks about: metrics of one group stand together, under this title. */
  readonly group: string;
  /** The axis of its chart: 0..1, from 0 up, a cosine, or as the values are. */
  readonly domain: 'share' | 'positive' | 'cosine' | 'auto';
  /** What to know when reading its chart. */
  readonly aside?: string;
}

const retrieval = { group: 'Retrieval' } as const;
const classes = { group: 'Neighbours and classes' } as const;
const spread = { group: 'Spread' } as const;

/** Every metric followed during training, in the order in which menus and tables list them. */
export const liveMetrics = {
  mapAtR: { ...retrieval, label: 'MAP@R', domain: 'positive' },
  recallAt1: { ...retrieval, label: 'Recall@1', domain: 'share' },
  recallAt5: { ...retrieval, label: 'Recall@5', domain: 'share' },
  rPrecision: { ...retrieval, label: 'R-precision', domain: 'positive' },
  meanReciprocalRank: { ...retrieval, label: 'MRR', domain: 'share' },
  ndcgAt10: { ...retrieval, label: 'nDCG@10', domain: 'share' },
  knnAccuracy: { ...classes, label: 'kNN accuracy', short: 'kNN', domain: 'share' },
  centroidAccuracy: { ...classes, label: 'Centroid accuracy', short: 'Centroids', domain: 'share' },
  similarityAuc: {
    ...classes,
    label: 'AUC of pairs',
    short: 'AUC',
    domain: 'share',
    aside: '0.5: chance',
  },
  hubness: { ...classes, label: 'Hubness', domain: 'auto', aside: '0: even' },
  meanCosine: {
    ...spread,
    label: 'Mean cosine',
    short: 'Cosine',
    domain: 'cosine',
    aside: '1: collapse',
  },
  alignment: { ...spread, label: 'Alignment', domain: 'positive', aside: '0: together' },
  uniformity: { ...spread, label: 'Uniformity', domain: 'auto', aside: 'low: even' },
  effectiveRank: {
    ...spread,
    label: 'Effective rank',
    short: 'Rank',
    domain: 'positive',
    aside: '1: collapse',
  },
} as const satisfies Record<string, LiveMetric>;

export type LiveMetricId = keyof typeof liveMetrics;
export const liveMetricIds = Object.keys(liveMetrics) as readonly LiveMetricId[];
