import type { Items } from '../../parts/data';
import { metrics } from '../../parts/metrics';
import { heldOutOf, type Labelled } from '../../parts/metrics/metric';
import type { Evaluation } from '../../protocol/answers';
import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import type { Between } from '../lanes/turns';
import { heldOutEmbeddings } from '../picture/heldOut';
import type { Pool } from '../step/batch';
import { firstWeights } from '../step/firstState';
import { valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import { fineTunedAccuracy, labelledItems } from './fineTune';

/** Labels of each class that "few labels" means. */
const FEW_LABELS = 5;

/** What to call classes by is learnt from labels of one side, and asked of the held-out items. */
type Teaching = Evaluation['labelsFrom'];

/**
 * Whose labels a probe can learn from. Classes that are held out whole can't be learned from training
 * items; where enough of each are there, some of them teach and the others are asked for: the few-shot
 * evaluation of a zero-shot split.
 */
export function teachingOf(train: Items, heldOut: Items): Teaching {
  const known = new Set(train.labels);
  if (heldOut.labels.every((label) => known.has(label))) return 'train';
  const sizes = new Map<number, number>();
  for (const label of heldOut.labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return Math.min(...sizes.values()) >= 2 * FEW_LABELS ? 'heldOut' : 'none';
}

/**
 * What is too slow to follow training, measured on a lane as it stands: it leaves the lane alone.
 * Takes some seconds, most of them to fine-tune twice.
 */
async function evaluationOf(
  lanes: Lanes,
  lane: Lane,
  between: Between = async () => {},
): Promise<Evaluation> {
  const { train, heldOut } = lanes;
  const { plan, seed, step } = lane;
  const labelsFrom = teachingOf(train.items, heldOut.items);
  const items = heldOutOf(
    await heldOutEmbeddings(lanes, lane),
    heldOut.items.labels,
    plan.d,
    // Without training items the metrics divide the held-out ones themselves.
    labelsFrom === 'train' ? await labelledOf(train, lane) : undefined,
  );
  const isTaught = labelsFrom !== 'none';
  const taught = (value: () => number) => (isTaught ? value() : Number.NaN);
  const teacher = labelsFrom === 'train' ? train : heldOut;
  const labelled = () => labelledItems(teacher, FEW_LABELS, seed);
  const tuned = async (start: Float32Array) =>
    isTaught ? fineTunedAccuracy(plan, start, teacher, heldOut, labelled(), between) : Number.NaN;
  return {
    id: lane.id,
    step,
    labelsPerClass: FEW_LABELS,
    labelsFrom,
    values: {
      knnAccuracy: taught(() => metrics.knnAccuracy.measure(items)),
      linearProbe: taught(() => metrics.linearProbe.measure(items)),
      linearProbeFewLabels: taught(() =>
        metrics.linearProbe.measure(items, { labelsPerClass: FEW_LABELS }),
      ),
      fineTunedFewLabels: await tuned(await valuesOf(lane.encoders.weights)),
      fineTunedFromScratch: await tuned(firstWeights(plan, seed)),
      normalisedMutualInformation: metrics.normalisedMutualInformation.measure(items),
      adjustedMutualInformation: metrics.adjustedMutualInformation.measure(items),
      adjustedRandIndex: metrics.adjustedRandIndex.measure(items),
    },
  };
}

/** The evaluation of every lane, one after the other. @throws what `between` throws */
export async function evaluationsOf(lanes: Lanes, between: Between): Promise<Evaluation[]> {
  const evaluations: Evaluation[] = [];
  for (const lane of lanes.all) {
    evaluations.push(await evaluationOf(lanes, lane, between));
    await between();
  }
  return evaluations;
}

/** Every item of a side as the lane's encoder sees it, with its label. */
async function labelledOf(pool: Pool, lane: Lane): Promise<Labelled> {
  const embedded = tf.tidy(() => lane.embedded(pool.all));
  const values = (await embedded.data()) as Float32Array;
  embedded.dispose();
  return { values, labels: pool.items.labels };
}
