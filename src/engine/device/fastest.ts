import type { Data } from '../../parts/data';
import type { Experiment } from '../../recipe/recipe';
import { Lanes } from '../lanes/lanes';
import { tf } from '../tf';
import { compileAhead } from './compile';
import { type OpenBackend, type OpenOptions, openBackend } from './ladder';

/** A backend, and whether it was timed against another: then other data deserve another look. */
export type TimedBackend = OpenBackend & { readonly isTimed: boolean };

/** Steps that are timed at the most, and how long that may take. */
const STEPS = 5;
const ENOUGH_MS = 250;
/** A GPU stays unless the processor takes less than this share of its time: it leaves the page free. */
const CLEARLY_FASTER = 0.8;

/** Median milliseconds of a step of all lanes on the backend in use, measured after a first one. */
export async function stepMs(data: Data, experiment: Experiment): Promise<number> {
  const lanes = new Lanes(data);
  try {
    lanes.set(experiment);
    await compileAhead(lanes, () => {});
    await lanes.capture();
    const times: number[] = [];
    const started = performance.now();
    for (let step = 0; step <= STEPS; step++) {
      const before = performance.now();
      lanes.trainStep(true);
      for (const lane of lanes.all) await lanes.readMeasured(lane);
      times.push(performance.now() - before);
      if (step > 0 && performance.now() - started > ENOUGH_MS) break;
    }
    const timed = times.slice(1).sort((a, b) => a - b);
    return timed[Math.floor(timed.length / 2)] as number;
  } finally {
    lanes.dispose();
  }
}

const inWords = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/**
 * The backend that takes this experiment's step fastest: where the ladder finds a GPU by itself, a
 * few steps are timed there and on the processor, which wins with very small encoders.
 * @throws Error as `openBackend` does
 */
export async function openFastest(
  options: OpenOptions,
  data: Data,
  experiment: Experiment,
  measure: typeof stepMs = stepMs,
): Promise<TimedBackend> {
  const gpu = await openBackend(options);
  const isGpu = gpu.name === 'webgpu' || gpu.name === 'webgl';
  if (options.forced || !isGpu) return { ...gpu, isTimed: false };
  const gpuMs = await measure(data, experiment);
  options.onProgress?.('Timing a step on the processor');
  const processor = await openBackend({ ...options, forced: 'wasm' });
  const processorMs = await measure(data, experiment);
  const figures = `a step takes ${inWords(gpuMs)} on the GPU and ${inWords(processorMs)} on the processor`;
  if (processorMs < CLEARLY_FASTER * gpuMs) {
    gpu.close();
    await tf.setBackend(processor.name);
    const reason = `Training on the processor, because ${figures}.`;
    return { ...processor, reason, isTimed: true };
  }
  processor.close();
  await tf.setBackend(gpu.name);
  return { ...gpu, reason: `${gpu.reason.replace(/\.$/, '')}: ${figures}.`, isTimed: true };
}
