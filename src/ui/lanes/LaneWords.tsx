import { percent } from '../../numbers/format';
import { lazily } from '../common/lazily';
import { useRunEvery } from '../common/stores';
import type { LaneViewProps } from './laneView';

const LaneSaid = lazily(() => import('./LaneSaid').then((module) => module.LaneSaid));

/** What is happening in the lane; before it was measured, what is being fetched. */
export function LaneWords({ lane, className }: LaneViewProps) {
  const doing = useRunEvery(300, ({ lanes, status, starting, searching }) => {
    if (searching?.lane === lane.id)
      return `Looking through all training items for near ones: ${percent(searching.share)} …`;
    if (lanes.get(lane.id)?.picture) return null;
    if (status === 'failed') return 'Nothing was trained.';
    return status === 'starting' ? `${starting.doing} …` : 'Measuring the first weights …';
  });
  return <div className={className}>{doing ?? <LaneSaid lane={lane} />}</div>;
}
