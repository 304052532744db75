import { liveMetrics } from '../parts/metrics/live';
import { type HeldOutMeasure, heldOutMeasures } from '../protocol/messages';

const titles = new Set(heldOutMeasures.map((measure) => liveMetrics[measure].group));

/** The measures of the held-out items by what they ask, in the order in which one asks for them. */
export const measureGroups: readonly {
  readonly title: string;
  readonly measures: readonly HeldOutMeasure[];
}[] = Array.from(titles, (title) => ({
  title,
  measures: heldOutMeasures.filter((measure) => liveMetrics[measure].group === title),
}));
