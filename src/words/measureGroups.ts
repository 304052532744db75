import { type LiveMetricId, liveMetricIds, liveMetrics } from '../parts/metrics/live';

const titles = new Set(liveMetricIds.map((metric) => liveMetrics[metric].group));

/** The measures of the held-out items, grouped by what they tell, in the order of the page. */
export const measureGroups: readonly {
  readonly title: string;
  readonly measures: readonly LiveMetricId[];
}[] = Array.from(titles, (title) => ({
  title,
  measures: liveMetricIds.filter((metric) => liveMetrics[metric].group === title),
}));
