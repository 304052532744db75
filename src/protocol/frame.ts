import type { StepMeasure } from './measures';
import type { Picture } from './picture';

/** All lanes at one moment. */
export interface Frame {
  /** Steps every lane has done; a lane that starts anew may lag behind (its own step says so). */
  readonly step: number;
  readonly training: boolean;
  /** Steps of all lanes together a second, over the last second of training; 0 at rest. */
  readonly stepsPerSecond: number;
  /** How steps run: replayed from a recording, or by ordinary operations, and why if not. */
  readonly steps: {
    readonly isReplayed: boolean;
    /** GPU dispatches of a replayed step of all lanes; 0 if it is not replayed. */
    readonly dispatches: number;
    /** Why steps can't be replayed where the engine could; null otherwise. */
    readonly reason: string | null;
  };
  /**
   * The lane that looks through all items before its next step, by its id, and how much of that is
   * done, 0..1; null: none does, or not for long.
   */
  readonly searching: { readonly lane: number; readonly share: number } | null;
  readonly lanes: readonly LaneFrame[];
}

export interface LaneFrame {
  /** Id of the lane in the experiment. */
  readonly id: number;
  /** How often this lane has started anew: what came before another start is no longer its past. */
  readonly start: number;
  readonly step: number;
  /** Steps that have come since the last frame, one entry each. */
  readonly trace: StepTrace;
  /** Present when the held-out items were embedded since the last frame. */
  readonly picture: Picture | null;
}

export interface StepTrace {
  /** The step after which each entry was taken, counted from 1. */
  readonly steps: Int32Array;
  readonly measures: Readonly<Record<StepMeasure, Float32Array>>;
}
