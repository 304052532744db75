import { Group } from '../lanes/group';
import { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import { AnchorBatch } from '../picture/anchorBatch';
import { pictureTensors } from '../picture/groups';
import { webgpuInternals } from '../tensors/webgpuInternals';
import { tf } from '../tf';

/**
 * Compiles the shaders of a step, and of a picture if wanted, ahead and in parallel, so that the
 * first step does not freeze. It takes a dry run, which only notes the shaders that it needs; its
 * results are garbage and thrown away. On other backends than WebGPU it does nothing.
 */
export async function compileAhead(
  lanes: Lanes,
  onProgress: (done: number, of: number) => void,
  withPicture = false,
) {
  if (tf.getBackend() !== 'webgpu') return;
  const backend = webgpuInternals();
  const known = new Set(Object.keys(backend.pipelineCache));
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    rehearse(lanes, withPicture);
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  const fresh = Object.entries(backend.pipelineCache).filter(([shader]) => !known.has(shader));
  let done = 0;
  for (const [, pipeline] of fresh)
    void Promise.resolve(pipeline).then(() => onProgress(++done, fresh.length));
  await backend.checkCompileCompletionAsync();
}

/** Runs a step of every lane on copies, and its picture if wanted, for their shaders; changes nothing. */
function rehearse({ all, data, train, heldOut }: Lanes, withPicture: boolean) {
  for (const { id, recipe } of all) {
    const lane = new Lane({ id, recipe }, data, 0);
    const group = new Group(train);
    group.lanes.add(lane);
    const batch = group.makeBatch();
    lane.train(batch);
    if (withPicture) {
      const anchorBatch = new AnchorBatch(lane, { data, train, heldOut }, 0);
      tf.tidy(() => void pictureTensors(lane, heldOut, anchorBatch, true));
      anchorBatch.dispose();
    }
    tf.dispose([batch.items, batch.sameClass]);
    group.feed.dispose();
    lane.dispose();
  }
}
