import {
  adjustedInformation,
  adjustedRand,
  mutualInformation,
  normalisedInformation,
  overlapOf,
} from '../../src/parts/metrics/shared/agreement';
import type { Answer } from './compare';
import { type GoldenCase, labelsOf } from './format';
import { number } from './metricsInputs';

/** How two given groupings agree. */
export async function clustering(one: GoldenCase): Promise<Answer[]> {
  const overlap = overlapOf(labelsOf(one, 'labels_true'), labelsOf(one, 'labels_pred'));
  return [
    number('NMI', normalisedInformation(overlap)),
    number('AMI', adjustedInformation(overlap)),
    number('ARI', adjustedRand(overlap)),
    number('MI_nats', mutualInformation(overlap)),
  ];
}
