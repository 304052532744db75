import type { StepMeasure } from './measures';
import type { Picture } from './picture';

/** All lanes at one moment. */
export interface Frame {
  /**
   * Steps that every lane has done. A lane that has just restarted may be behind; see its own
   * `step`.
   */
  readonly step: number;
  readonly training: boolean;
  /** Steps per second of all lanes together, over the last second of training; 0 at rest. */
  readonly stepsPerSecond: number;
  /** How steps run: replayed from a recording or by ordinary operations, and why. */
  readonly steps: {
    readonly isReplayed: boolean;
    /** GPU dispatches in one replayed step of all lanes; 0 if steps are not replayed. */
    readonly dispatches: number;
    /** Why steps are not replayed although the backend could; null otherwise. */
    readonly reason: string | null;
  };
  /**
   * The lane (by id) that is searching all training items before its next step, and the share done,
   * 0..1. Null if none is, or if the search is short.
   */
  readonly searching: { readonly lane: number; readonly share: number } | null;
  readonly lanes: readonly LaneFrame[];
}

export interface LaneFrame {
  /** Id of the lane in the experiment. */
  readonly id: number;
  /** How often this lane has started. Measurements from before the last start no longer count. */
  readonly start: number;
  readonly step: number;
  /** The steps since the last frame, one entry each. */
  readonly trace: StepTrace;
  /** Not null if the held-out items were embedded since the last frame. */
  readonly picture: Picture | null;
}

export interface StepTrace {
  /** The step after which each entry was taken, counted from 1. */
  readonly steps: Int32Array;
  readonly measures: Readonly<Record<StepMeasure, Float32Array>>;
}
