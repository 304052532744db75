import type { WasmFiles } from '../src/engine/device/ladder';
import { countGpu } from './counting';
import { benchEngines, type EngineName } from './engines';
import { loadProblem } from './problem';
import type { RecipeName } from './recipes';

/** One engine on one recipe. Counts are a step; times are medians a step, in milliseconds. */
export interface Row {
  readonly recipe: RecipeName;
  readonly engine: string;
  /** What it ran on. */
  readonly backend: string;
  /** WebGPU calls; null where the engine uses no WebGPU. */
  readonly dispatches: number | null;
  readonly submits: number | null;
  readonly buffers: number | null;
  readonly bindGroups: number | null;
  /** Until the last submit has returned: nothing awaited, but what the engine defers is in it. */
  readonly cpuMs: number;
  /**
   * The same where steps follow one another unawaited, as in training: caches stay warm. Null if
   * the engine can't, or if the device is so slow that its own work would be in the way.
   */
  readonly cpuInARowMs: number | null;
  /** Until everything is computed. */
  readonly stepMs: number;
  /** The fastest step: what is left of `stepMs` where others use the machine, too. */
  readonly fastestMs: number;
  /** Interquartile range of `stepMs`. */
  readonly spread: number;
  /** Of the first steps, mean over lanes. */
  readonly losses: readonly number[];
  /** WebGPU buffers, wasm heap or what TensorFlow.js says; null if unknown. */
  readonly memoryBytes: number | null;
  /** Steps timed. */
  readonly steps: number;
}

export interface MeasureOptions {
  readonly wasmFiles: WasmFiles;
  /** Most steps that are timed, and the time after which no further one is begun. */
  readonly steps: number;
  readonly budgetMs: number;
}

/** Steps before any is timed: pipelines compile, pools fill. */
const WARM_UP = 2;
/** Timed in any case. */
const FEWEST = 2;
export const LOSSES_SHOWN = 5;
/** Steps issued in a row, how often, and how long a step may take for that. */
const IN_A_ROW = { steps: 8, rounds: 5, longestMs: 300 };

/** Trains a recipe on an engine and measures its steps. @throws Error if the engine can't run it */
export async function measure(
  recipe: RecipeName,
  engine: EngineName,
  { wasmFiles, steps, budgetMs }: MeasureOptions,
): Promise<Row> {
  const gpu = countGpu();
  const held = gpu.liveBytes;
  const problem = await loadProblem(recipe);
  const open = await benchEngines[engine]();
  const trainer = await open(problem, wasmFiles);
  const cpu: number[] = [];
  const whole: number[] = [];
  let step = 0;
  const train = async () => {
    const started = performance.now();
    trainer.step(step++);
    const issued = performance.now();
    await trainer.done();
    const ended = performance.now();
    return { cpuMs: Math.max(issued, gpu.lastSubmit) - started, stepMs: ended - started };
  };
  for (let i = 0; i < WARM_UP; i++) await train();
  const issuedInARow = async () => {
    await trainer.losses();
    const started = performance.now();
    for (let i = 0; i < IN_A_ROW.steps; i++) trainer.step(step++);
    const issued = performance.now();
    await trainer.done();
    return (issued - started) / IN_A_ROW.steps;
  };
  const before = { ...gpu.counts };
  const started = performance.now();
  while (cpu.length < FEWEST || (cpu.length < steps && performance.now() - started < budgetMs)) {
    const { cpuMs, stepMs } = await train();
    cpu.push(cpuMs);
    whole.push(stepMs);
  }
  const usesGpu = gpu.counts.dispatches > before.dispatches;
  const each = (name: keyof typeof before) =>
    usesGpu ? rounded((gpu.counts[name] - before[name]) / cpu.length) : null;
  const counts = {
    dispatches: each('dispatches'),
    submits: each('submits'),
    buffers: each('buffers'),
    bindGroups: each('bindGroups'),
  };
  const inARow: number[] = [];
  const canIssue = usesGpu && trainer.runsAhead && quantile(whole, 0.5) < IN_A_ROW.longestMs;
  const hasTime = () => performance.now() - started < 2 * budgetMs;
  while (canIssue && inARow.length < IN_A_ROW.rounds && hasTime())
    inARow.push(await issuedInARow());
  const memoryBytes = usesGpu ? gpu.liveBytes - held : trainer.memoryBytes();
  const losses = (await trainer.losses()).slice(0, LOSSES_SHOWN);
  trainer.close();
  if (gpu.errors.length > 0) throw new Error(`the GPU refused: ${gpu.errors[0]}`);
  return {
    recipe,
    engine,
    backend: trainer.device,
    ...counts,
    cpuMs: quantile(cpu, 0.5),
    cpuInARowMs: inARow.length > 0 ? quantile(inARow, 0.5) : null,
    stepMs: quantile(whole, 0.5),
    fastestMs: Math.min(...whole),
    spread: quantile(whole, 0.75) - quantile(whole, 0.25),
    losses,
    memoryBytes,
    steps: cpu.length,
  };
}

const rounded = (value: number) => Math.round(10 * value) / 10;

/** Linear between order statistics. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
