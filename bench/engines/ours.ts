import { compileAhead } from '../../src/engine/device/compile';
import { openBackend } from '../../src/engine/device/ladder';
import type { Lane } from '../../src/engine/lanes/lane';
import { Lanes } from '../../src/engine/lanes/lanes';
import { memoryOf, wasmInternals } from '../../src/engine/tensors/wasmInternals';
import { flush, webgpuInternals } from '../../src/engine/tensors/webgpuInternals';
import { numbered } from '../../src/recipe/recipe';
import { meanOfLanes, type OpenEngine } from '../trainer';

/** Pushpull's own engine, as the page's worker drives it. Its step measures more than the loss. */
const ours =
  (backend: 'webgpu' | 'wasm', isCaptured: boolean): OpenEngine =>
  async (problem, wasmFiles) => {
    const opened = await openBackend({ forced: backend, wasmFiles });
    if (opened.name !== backend) throw new Error(opened.reason);
    const lanes = new Lanes(problem.data);
    lanes.set(numbered(problem.recipes));
    await compileAhead(lanes, () => {});
    if (isCaptured) {
      if (opened.adapter.startsWith(NULL_ADAPTER)) await keepStateFixed(lanes.all);
      const { isReplayed, reason } = await lanes.capture();
      if (!isReplayed) throw new Error(`not captured: ${reason}`);
    }
    const { device } = opened;
    const losses: number[][] = lanes.all.map(() => []);
    const read = async () => {
      for (const [place, lane] of lanes.all.entries())
        for (const { values } of await lanes.readMeasured(lane)) losses[place]?.push(values.loss);
    };
    return {
      device: opened.adapter,
      runsAhead: true,
      step() {
        lanes.trainStep();
        if (device) flush(webgpuInternals());
      },
      async done() {
        await device?.queue.onSubmittedWorkDone();
        if (lanes.mustRead) await read();
      },
      async losses() {
        await read();
        return meanOfLanes(losses);
      },
      memoryBytes: () => (backend === 'wasm' ? heapBytes() : null),
      close() {
        lanes.dispose();
        opened.close();
      },
    };
  };

/** Dawn's adapter that computes nothing. */
const NULL_ADAPTER = 'null-backend';

/**
 * Where nothing is computed, a step leaves behind whatever its memory held, and the proof of a
 * capture would compare garbage. With a fixed state it still compares uploads and dispatches.
 */
async function keepStateFixed(lanes: readonly Lane[]) {
  for (const lane of lanes) {
    const fixed = await lane.snapshot();
    Object.assign(lane, { snapshot: async () => fixed });
  }
}

/** What the wasm module has taken from the machine. */
const heapBytes = () => memoryOf(wasmInternals())?.buffer.byteLength ?? null;

export const replayed = ours('webgpu', true);
export const ordinary = ours('webgpu', false);
export const wasm = ours('wasm', false);
