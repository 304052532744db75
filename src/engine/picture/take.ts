import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import type { Between } from '../lanes/turns';
import type { Sides } from '../step/batch';
import { AnchorBatch } from './anchorBatch';
import { capturedPicturesOf } from './captured';
import { factsOf } from './facts';
import { pictureTensors } from './groups';
import { read } from './numbers';
import type { PendingPicture } from './pending';

/** Pictures of all lanes at one moment, whose numbers may still be on their way. */
export interface PendingPictures {
  readonly pictures: readonly PendingPicture[];
  /** When they were begun, after anything that has to be done only once. */
  readonly began: number;
  /** Milliseconds that the device spent on them where training goes on meanwhile; else 0. */
  readonly gpuMs: Promise<number>;
  /** Whether numbers come while training goes on. */
  readonly isReplayed: boolean;
  /** Why the picture of some lane can't be replayed although its step is; null otherwise. */
  readonly reason: string | null;
}

/**
 * Takes pictures of all lanes as they are now, with held-out item `item` as anchor: by replay where
 * that is possible, else by ordinary operations. `mayCapture`: pictures that were not captured yet are
 * captured first, which takes a moment. `between` is called between lanes.
 */
export async function takePictures(
  lanes: Lanes,
  item: number,
  mayCapture = true,
  between: Between = async () => {},
): Promise<PendingPictures> {
  const captured = lanes.captured && capturedPicturesOf(lanes.captured);
  const replayed: Lane[] = [];
  let reason: string | null = null;
  for (const lane of captured ? lanes.all : []) {
    if (mayCapture) reason = (await captured?.prepare(lane, lanes)) ?? reason;
    if (captured?.has(lane)) replayed.push(lane);
  }
  const began = performance.now();
  const ordinary: PendingPicture[] = [];
  for (const lane of lanes.all)
    if (!replayed.includes(lane)) {
      ordinary.push(await takeOrdinary(lane, lanes, item));
      await between();
    }
  if (!captured || replayed.length === 0)
    return { pictures: ordinary, began, gpuMs: Promise.resolve(0), isReplayed: false, reason };
  const { pictures, gpuMs } = captured.take(replayed, item);
  return { pictures: [...ordinary, ...pictures], began, gpuMs, isReplayed: true, reason };
}

/** Takes a lane's picture by ordinary operations, and reads its numbers. */
export async function takeOrdinary(
  lane: Lane,
  sides: Sides,
  item: number,
): Promise<PendingPicture> {
  const anchorBatch = new AnchorBatch(lane, sides, item);
  const facts = factsOf(lane, anchorBatch);
  const tensors = pictureTensors(lane, sides.heldOut, anchorBatch, false);
  anchorBatch.dispose();
  const numbers = await read(tensors);
  return { lane, facts, numbers: Promise.resolve(numbers) };
}
