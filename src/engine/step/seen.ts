import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Chosen } from './rows';

/** The batch as a lane saw it at a step: constants. */
export interface Seen extends Chosen {
  /** [N, d], before and after it was brought to unit length, and [C, d]. */
  readonly raw: Tensor2D;
  readonly embeddings: Tensor2D;
  readonly candidates: Tensor2D;
  readonly similarity: Tensor2D;
  /** 1 where the candidate may be a negative before any guard, [N, C]. */
  readonly eligible: Tensor2D;
  readonly sameClass: Tensor2D;
  /** Steps since each candidate behind the batch was encoded, [C - N]; missing: all are fresh. */
  readonly age?: Tensor1D;
  /** The training item each candidate behind the batch shows, -1 if none, [C - N]. */
  readonly items?: Tensor1D;
}

/** Everything between embeddings and weights' gradient. */
export interface Head {
  /** The loss, on the tape. */
  readonly loss: Scalar;
  readonly seen: Seen;
  /** Active share, hardness and false share of the chosen negatives, [3]; 0 where none was chosen. */
  readonly shares: Tensor1D;
  /** What the selection keeps after the step, in its order; constants. */
  readonly counted: readonly Scalar[];
  /** Time spent choosing; only true where the backend computes at once. */
  readonly choosingMs: number;
}
