import { metrics } from '../parts/metrics';
import { heldOutOf } from '../parts/metrics/metric';
import type { Evaluation } from '../protocol/messages';
import { tf } from './backends/tf';
import { fineTunedAccuracy, labelledItems } from './fineTune';
import { valuesOf } from './inPlace';
import { firstWeights, type Lane } from './lane';
import type { Lanes } from './lanes';
import { heldOutEmbeddings } from './picture';

/** Labels of each class that "few labels" means. */
export const FEW_LABELS = 5;

/**
 * What is too slow to follow training, measured on a lane as it stands: it leaves the lane alone.
 * Takes some seconds, most of them to fine-tune twice.
 */
export async function evaluationOf(lanes: Lanes, lane: Lane): Promise<Evaluation> {
  const { train, heldOut } = lanes;
  const { plan, seed, step } = lane;
  const embedded = tf.tidy(() => lane.embedded(train.all));
  const pool = { values: (await embedded.data()) as Float32Array, labels: train.items.labels };
  embedded.dispose();
  const values = await heldOutEmbeddings(lanes, lane);
  const items = heldOutOf(values, heldOut.items.labels, plan.d, pool);
  const weights = await valuesOf(lane.encoders.weights);
  const labelled = labelledItems(train, FEW_LABELS, seed);
  // Classes that are held out themselves can't be learned from training items.
  const known = new Set(train.items.labels);
  const isTaught = heldOut.items.labels.every((label) => known.has(label));
  const taught = (value: () => number) => (isTaught ? value() : Number.NaN);
  const tuned = async (start: Float32Array) =>
    isTaught ? fineTunedAccuracy(plan, start, train, heldOut, labelled) : Number.NaN;
  return {
    id: lane.id,
    step,
    labelsPerClass: FEW_LABELS,
    values: {
      knnAccuracy: taught(() => metrics.knnAccuracy.measure(items)),
      linearProbe: taught(() => metrics.linearProbe.measure(items)),
      linearProbeFewLabels: taught(() =>
        metrics.linearProbe.measure(items, { labelsPerClass: FEW_LABELS }),
      ),
      fineTunedFewLabels: await tuned(weights),
      fineTunedFromScratch: await tuned(firstWeights(plan, seed)),
      normalisedMutualInformation: metrics.normalisedMutualInformation.measure(items),
      adjustedMutualInformation: metrics.adjustedMutualInformation.measure(items),
      adjustedRandIndex: metrics.adjustedRandIndex.measure(items),
    },
  };
}
