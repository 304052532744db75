import { metrics } from '../parts/metrics';
import type { Evaluation } from '../protocol/answers';

/** A measure of every lane. */
export interface EvaluationRow {
  readonly name: string;
  /** What it tells. */
  readonly summary: string;
  /** One per lane; NaN if undefined. */
  readonly values: readonly number[];
  /** Whether each is the best of its row. None is if all are alike or there is only one lane. */
  readonly isBest: readonly boolean[];
  /** Whether it is a difference, to be written with its sign. */
  readonly isGain: boolean;
}

export interface EvaluationGroup {
  readonly title: string;
  readonly rows: readonly EvaluationRow[];
}

/** Where labels come from if not from the training items, or why there are none; else empty. */
export function labelsNote(labelsFrom: Evaluation['labelsFrom']): string {
  const why = ' The held-out classes are not among those trained on';
  switch (labelsFrom) {
    case 'train':
      return '';
    case 'heldOut':
      return `${why}: kNN looks among the other held-out items; probe and fine-tuning learn the labels of some and are asked about the rest.`;
    case 'none':
      return `${why}, and there are too few items of each to learn labels from: no kNN, probe or fine-tuning.`;
    default:
      return labelsFrom satisfies never;
  }
}

/** Values that look equal in that many digits count as equal. */
function bestOf(values: readonly number[], digits: number): boolean[] {
  const shown = (value: number) => Number(value.toFixed(digits));
  const known = values.filter((value) => !Number.isNaN(value)).map(shown);
  const best = Math.max(...known);
  const isAny = known.some((value) => value < best);
  return values.map((value) => isAny && shown(value) === best);
}

/**
 * The rows of an evaluation, the same for every lane; larger is better in each. `digits` is how
 * many are shown.
 */
export function evaluationRows(lanes: readonly Evaluation[], digits = 3): EvaluationGroup[] {
  const few = lanes[0]?.labelsPerClass ?? 0;
  const row = (
    name: string,
    summary: string,
    value: (values: Evaluation['values']) => number,
    isGain = false,
  ): EvaluationRow => {
    const values = lanes.map((lane) => value(lane.values));
    return { name, summary, values, isBest: bestOf(values, digits), isGain };
  };
  const { knnAccuracy, linearProbe } = metrics;
  const clusters = [
    'normalisedMutualInformation',
    'adjustedMutualInformation',
    'adjustedRandIndex',
  ] as const;
  return [
    {
      title: 'Classes read off the embeddings',
      rows: [
        row('kNN', knnAccuracy.summary, (values) => values.knnAccuracy),
        row('Linear probe, all labels', linearProbe.summary, (values) => values.linearProbe),
        row(
          `Linear probe, ${few} labels a class`,
          linearProbe.summary,
          (values) => values.linearProbeFewLabels,
        ),
      ],
    },
    {
      title: `What pre-training was for: fine-tuned, ${few} labels a class`,
      rows: [
        row(
          'From here',
          'Accuracy of the whole encoder, trained on from here with few labels.',
          (values) => values.fineTunedFewLabels,
        ),
        row(
          'From scratch',
          'The same, but from the first weights the lane had.',
          (values) => values.fineTunedFromScratch,
        ),
        row(
          'Gained',
          'How much more is right because of the training so far.',
          (values) => values.fineTunedFewLabels - values.fineTunedFromScratch,
          true,
        ),
      ],
    },
    {
      title: 'Clusters by k-means',
      rows: clusters.map((id) =>
        row(metrics[id].label, metrics[id].summary, (values) => values[id]),
      ),
    },
  ];
}
