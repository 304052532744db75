import { type StepMeasure, stepMeasures } from '../../protocol/measures';

/** The measures of one step, read back. */
export interface StepMeasured {
  readonly step: number;
  readonly values: Readonly<Record<StepMeasure, number>>;
  readonly gradientNorm: number;
}

/** Numbers a step measures: those of `stepMeasures`, then the norm of the gradient. */
export const MEASURED = stepMeasures.length + 1;

/** Row `row` of a table of measured numbers. */
export function measuredOf(step: number, table: Float32Array, row: number): StepMeasured {
  const own = table.subarray(row * MEASURED, (row + 1) * MEASURED);
  const values = Object.fromEntries(stepMeasures.map((name, i) => [name, own[i] as number]));
  return {
    step,
    values: values as StepMeasured['values'],
    gradientNorm: own[stepMeasures.length] as number,
  };
}
