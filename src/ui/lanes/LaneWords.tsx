import { percent } from '../../numbers/format';
import { laneSentence } from '../../words/laneSentence';
import { lensHeadlineOf } from '../../words/lensHeadline';
import { useRunEvery } from '../common/stores';
import { useLens } from '../lenses/useLens';
import type { LaneViewProps } from './laneView';

/**
 * What is happening in the lane, updated a few times a second; before training, what is being
 * fetched.
 */
export function LaneWords({ lane, className }: LaneViewProps) {
  const isSeen = useLens()?.isOn ?? false;
  const words = useRunEvery(300, ({ lanes, data, status, starting, searching }) => {
    const run = lanes.get(lane.id);
    if (searching?.lane === lane.id)
      return `Looking through all training items for near ones: ${percent(searching.share)} …`;
    if (run?.picture) {
      const told = isSeen ? lensHeadlineOf(run.picture.learned ?? undefined)?.words : undefined;
      return laneSentence(run, lane.recipe, new Set(data?.labels).size, data, told);
    }
    if (status === 'failed') return 'Nothing was trained.';
    return status === 'starting' ? `${starting.doing} …` : 'Measuring the first weights …';
  });
  return <p className={className}>{words}</p>;
}
