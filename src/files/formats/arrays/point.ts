import type { Side } from '../../shared/side';

/** A row of numbers with its class. */
export interface LabelledPoint {
  readonly features: Float64Array;
  readonly label: string;
  /** Where it stands: the file and the line, or the name of the array and the row. */
  readonly id?: string;
  readonly side: Side | null;
}
