import type { Lane } from '../../recipe/recipe';
import { laneSentence } from '../../words/laneSentence';
import { lensHeadlineOf } from '../../words/lensHeadline';
import { useRunEvery } from '../common/stores';

/** What is happening in a lane that was measured, updated a few times a second. */
export function LaneSaid({ lane }: { lane: Lane }) {
  const words = useRunEvery(300, ({ lanes, data }) => {
    const run = lanes.get(lane.id);
    if (!run) return '';
    const told = lensHeadlineOf(run.picture?.learned ?? undefined)?.words;
    return laneSentence(run, lane.recipe, new Set(data?.labels).size, data, told);
  });
  return <>{words}</>;
}
