import type { Lane } from '../lanes/lane';
import type { Sides } from '../step/batch';
import { factsOf, type PictureFacts, type PictureNumbers, pictureTensors, read } from './picture';
import { Probe } from './probe';

/** A lane as it was at one moment; its numbers may still be on their way from the device. */
export interface Shot {
  readonly lane: Lane;
  readonly facts: PictureFacts;
  readonly numbers: Promise<PictureNumbers<Float32Array>>;
}

/** Shots of all lanes at one moment. */
export interface Look {
  readonly shots: readonly Shot[];
  /** When they were begun, after anything that has to be done only once. */
  readonly began: number;
  /** Milliseconds that the device spent on them where training goes on meanwhile; else 0. */
  readonly gpuMs: Promise<number>;
  /** Whether numbers come while training goes on. */
  readonly isReplayed: boolean;
  /** Why some lane's picture can't be replayed where the engine could; null otherwise. */
  readonly reason: string | null;
}

/** Takes and reads a lane's numbers by ordinary operations. */
export async function shotOf(lane: Lane, sides: Sides, item: number): Promise<Shot> {
  const probe = new Probe(lane, sides, item);
  const facts = factsOf(lane, probe);
  const tensors = pictureTensors(lane, sides.heldOut, probe, false);
  probe.dispose();
  const numbers = await read(tensors);
  return { lane, facts, numbers: Promise.resolve(numbers) };
}
