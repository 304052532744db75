import { metrics } from '../../parts/metrics';
import type { HeldOutMeasure } from '../../protocol/measures';
import { measureGroups } from '../../words/measureGroups';
import { Choices } from '../common/Choices';

export interface MeasureMenuProps {
  readonly value: string;
  readonly onChoose: (measure: HeldOutMeasure) => void;
  readonly close: () => void;
}

/** Every measure of the held-out items, grouped, each with what it tells. */
export function MeasureMenu({ value, onChoose, close }: MeasureMenuProps) {
  return (
    <Choices
      question="What to follow, measured on the held-out items"
      value={value}
      onChoose={(id) => onChoose(id as HeldOutMeasure)}
      close={close}
      groups={measureGroups.map(({ title, measures }) => ({
        title,
        entries: measures.map((id) => ({
          id,
          label: metrics[id].label,
          summary: metrics[id].summary,
        })),
      }))}
    />
  );
}
