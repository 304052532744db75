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
  const { plan, recipe, step } = lane;
  const seed = Number(recipe.knobs.seed);
  const embedded = tf.tidy(() => lane.embedded(train.all));
  const pool = { values: (await embedded.data()) as Float32Array, labels: train.items.labels };
  embedded.dispose();
  const values = await heldOutEmbeddings(lanes, lane);
  const items = heldOutOf(values, heldOut.items.labels, plan.d, pool);
  const weights = await valuesOf(lane.encoders.weights);
  const labelled = labelledItems(train, FEW_LABELS, seed);
  const tuned = (start: Float32Array) => fineTunedAccuracy(plan, start, train, heldOut, labelled);
  return {
    id: lane.id,
    step,
    labelsPerClass: FEW_LABELS,
    values: {
      knnAccuracy: metrics.knnAccuracy.measure(items),
      linearProbe: metrics.linearProbe.measure(items),
      linearProbeFewLabels: metrics.linearProbe.measure(items, { labelsPerClass: FEW_LABELS }),
      fineTunedFewLabels: await tuned(weights),
      fineTunedFromScratch: await tuned(firstWeights(plan, seed)),
      normalisedMutualInformation: metrics.normalisedMutualInformation.measure(items),
      adjustedMutualInformation: metrics.adjustedMutualInformation.measure(items),
      adjustedRandIndex: metrics.adjustedRandIndex.measure(items),
    },
  };
}
