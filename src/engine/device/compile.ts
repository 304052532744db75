import type { Lanes } from '../lanes/lanes';
import { tf } from '../tf';

/** The part of the WebGPU backend that keeps pipelines, or promises of them, by shader. */
interface Compiling {
  readonly pipelineCache: Record<string, GPUComputePipeline | Promise<GPUComputePipeline>>;
  checkCompileCompletionAsync(): Promise<void>;
}

/**
 * Compiles the shaders of a step, and of a picture if wanted, ahead and in parallel, so that the
 * first step does not freeze. A dry run only notes which shaders it needs: its results are garbage and
 * thrown away. Does nothing on backends without shaders to wait for.
 */
export async function compileAhead(
  lanes: Lanes,
  onProgress: (done: number, of: number) => void,
  withPicture = false,
) {
  if (tf.getBackend() !== 'webgpu') return;
  const backend = tf.backend() as unknown as Compiling;
  const known = new Set(Object.keys(backend.pipelineCache));
  tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', true);
  try {
    lanes.rehearse(withPicture);
  } finally {
    tf.env().set('WEBGPU_ENGINE_COMPILE_ONLY', false);
  }
  const fresh = Object.entries(backend.pipelineCache).filter(([shader]) => !known.has(shader));
  let done = 0;
  for (const [, pipeline] of fresh)
    void Promise.resolve(pipeline).then(() => onProgress(++done, fresh.length));
  await backend.checkCompileCompletionAsync();
}
