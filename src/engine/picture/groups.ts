import type { Tensor } from '@tensorflow/tfjs-core';
import type { Picture } from '../../protocol/picture';
import type { Lane } from '../lanes/lane';
import type { Pool } from '../step/batch';
import { tidied } from '../tensors/tidied';
import { type AnchorNumbers, anchorTensors, anchorView, madeBy } from './anchor';
import type { AnchorBatch } from './anchorBatch';
import { type KeptNumbers, keptTensors, keptView } from './dials';
import type { PictureFacts } from './facts';
import { type HeldOutNumbers, heldOutTensors, heldOutView, type PictureMemory } from './heldOut';
import { type Pairs, pairTensors } from './pairs';
import { pairsView } from './spectrum';

/**
 * A lane seen from outside. Its picture has groups of numbers: each is computed on the device by a
 * function `...Tensors` and turned into what the page gets by a function `...View`. Another plot needs
 * another group: a file with the two, a line in each of the three below, and a field of `Picture`.
 *
 * On the device all numbers are floats, and their shapes never change: a captured picture is replayed
 * as it is. A tensor of size zero stands for nothing.
 */

/** All numbers of a picture that come from the device. */
export type PictureNumbers<T> = {
  /** The last batch; null before the first. */
  readonly pairs: Pairs<T> | null;
  readonly anchor: AnchorNumbers<T>;
  readonly heldOut: HeldOutNumbers<T>;
  readonly kept: KeptNumbers<T>;
};

/** The numbers of a lane as it is, on the device. `isCounted`: pairs are counted there by a kernel. */
export const pictureTensors = (
  lane: Lane,
  heldOut: Pool,
  anchorBatch: AnchorBatch,
  isCounted: boolean,
): PictureNumbers<Tensor> =>
  tidied(() => ({
    pairs: pairTensors(lane, isCounted),
    anchor: anchorTensors(lane, anchorBatch.batch()),
    heldOut: heldOutTensors(lane, heldOut),
    kept: keptTensors(lane),
  }));

/** A lane as the page sees it, from the numbers of its picture. */
export function pictureOf(
  facts: PictureFacts,
  { heldOut, pairs, anchor, kept }: PictureNumbers<Float32Array>,
  memory: PictureMemory,
): Picture {
  const { plan, step, comparisons, choosingMs } = facts;
  return {
    step,
    comparisons,
    miningMs: step > 0 ? choosingMs : null,
    batch: plan.layout.description,
    weightCount: plan.weightCount,
    ...heldOutView(facts, heldOut, madeBy(plan, anchor), memory),
    ...pairsView(facts, pairs),
    ...anchorView(facts, anchor),
    ...keptView(facts, kept),
  };
}
