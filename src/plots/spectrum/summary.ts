import { sum } from 'd3';
import { valueText } from '../../numbers/format';
import type { Spectrum } from '../../protocol/picture';
import type { BarGroup } from './geometry';

/** Mean of a group on the axis, by the middles of its bins; NaN for an empty group. */
export function groupMean(spectrum: Spectrum, group: BarGroup): number {
  const counts = spectrum[group];
  const width = (spectrum.high - spectrum.low) / Math.max(1, counts.length);
  const weighted = sum(counts, (count, bin) => count * (spectrum.low + (bin + 0.5) * width));
  return weighted / sum(counts);
}

/** What the histogram shows, in one sentence. */
export function spectrumSummary(spectrum: Spectrum | null): string {
  if (!spectrum) return 'Negative spectrum: no batch yet.';
  const mean = (group: BarGroup) => valueText(groupMean(spectrum, group));
  const chosen = sum(spectrum.chosen);
  const falseShare = chosen ? Math.round((100 * sum(spectrum.chosenFalse)) / chosen) : 0;
  return (
    `${spectrum.axis === 'distance' ? 'Distances' : 'Similarities'} from the anchors, mean: ` +
    `positives ${mean('positives')}, candidates ${mean('candidates')}, ` +
    `chosen negatives ${mean('chosen')}, of which ${falseShare} % are false. ` +
    'Each group is drawn to its own tallest bar.'
  );
}
