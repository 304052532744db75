import type { Side } from '../../shared/side';

/** A row of numbers with its class. */
export interface LabelledPoint {
  readonly features: Float64Array;
  readonly label: string;
  readonly side: Side | null;
}
