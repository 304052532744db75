import type { Embeddings } from '../../protocol/answers';
import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import { heldOutEmbeddings } from '../picture/heldOut';

/** The held-out embeddings of the lane of that id, or of the first if there is none. */
export async function embeddingsOf(lanes: Lanes, id: number): Promise<Embeddings> {
  const lane = lanes.all.find((one) => one.id === id) ?? (lanes.all[0] as Lane);
  const values = await heldOutEmbeddings(lanes, lane);
  const { labels } = lanes.heldOut.items;
  return { step: lane.step, dimensions: lane.plan.d, values, labels };
}
