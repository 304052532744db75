import { type LiveMetric, liveMetrics } from '../../parts/metrics/live';
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

/** A measure of the held-out items as a chart shows it. */
export function heldOutChart(measure: HeldOutMeasure): Charted {
  const { label, short, domain, aside = HELD_OUT }: LiveMetric = liveMetrics[measure];
  return { measure, name: label, ...(short && { short }), domain, aside };
}

/** The charts from top to bottom; measures that answer one question share one. */
export const slots: readonly ChartSlot[] = [
  {
    id: 'retrieval',
    offersAll: true,
    measures: [heldOutChart('mapAtR'), heldOutChart('recallAt1'), heldOutChart('centroidAccuracy')],
  },
  {
    id: 'spread',
    offersAll: true,
    measures: [heldOutChart('meanCosine'), heldOutChart('alignment'), heldOutChart('uniformity')],
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
