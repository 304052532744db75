import { datasets } from '../parts/datasets';
import type { Dataset } from '../parts/datasets/dataset';
import { metrics } from '../parts/metrics';
import {
  type BackendName,
  type Command,
  type DataShown,
  heldOutMeasures,
  type LaneFrame,
  type Report,
  stepMeasures,
} from '../protocol/messages';
import type { Experiment, Recipe } from '../recipe/recipe';
import { type OpenBackend, openBackend, type WasmFiles } from './backends/ladder';
import { compileAhead } from './compile';
import type { Lane, Snapshot, StepMeasured } from './lane';
import { Lanes } from './lanes';
import { heldOutEmbeddings, pictureOf, type Sitting } from './picture';
import { thumbnailsOf } from './view';

/** What a session needs of the place it runs in: a worker of the page, or Node. */
export interface Surroundings {
  readonly wasmFiles: WasmFiles;
  readonly readFile: (path: string) => Promise<ArrayBuffer>;
  readonly report: (report: Report) => void;
}

/** A slice of training lasts about this long before the page is heard again. */
const SLICE_MS = 40;
/** Held-out items are measured at steps that are a multiple of this ... */
const MEASURE_EVERY = 5;
/** ... but not more often than this. */
const MEASURE_APART_MS = 100;
const SNAPSHOT_APART_MS = 3000;
/** A loss beyond this is broken even where infinity does not survive the driver. */
const BROKEN = 1e9;

type Open = Extract<Command, { type: 'open' }>;

/**
 * A run: owns the backend, the data and the lanes, obeys commands one at a time between slices of
 * training, and reports. It never runs ahead of the page: while a frame is not drawn, the next
 * waits and gathers what happened meanwhile.
 */
export class Session {
  private readonly surroundings: Surroundings;
  private run = 0;
  private backend: OpenBackend | null = null;
  private lanes: Lanes | null = null;
  private dataKey = '';
  private training = false;
  private stepsPerSecond: number | null = null;
  private anchor = 0;
  private commands: Command[] = [];
  private wake: () => void = () => {};
  private undrawn = false;
  private traces = new Map<Lane, StepMeasured[]>();
  private sittings = new Map<Lane, Sitting>();
  private pictured = new Map<Lane, number>();
  private lastMeasured = 0;
  private lastSnapshot = 0;
  private snapshots: { of: readonly Lane[]; state: Snapshot[] } | null = null;
  private recent: number[] = [];
  private lost: string | null = null;
  private gpuError: string | null = null;

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
  }

  /** Takes a command; it is obeyed when the step under way is done. */
  tell(command: Command) {
    if (command.type === 'drawn') this.undrawn = false;
    else this.commands.push(command);
    this.wake();
  }

  /** Obeys commands and trains, for ever. */
  async live(): Promise<never> {
    for (;;) {
      try {
        const command = this.commands.shift();
        if (command) await this.obey(command);
        else if (this.training) await this.trainSlice();
        else await new Promise<void>((resolve) => (this.wake = resolve));
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private report(
    report: Report extends infer R ? (R extends Report ? Omit<R, 'run'> : never) : never,
  ) {
    this.surroundings.report({ ...report, run: this.run } as Report);
  }

  private async obey(command: Command) {
    if (command.type === 'open') return this.open(command);
    if (!this.lanes || command.run !== this.run) return;
    switch (command.type) {
      case 'change':
        return this.change(command.experiment);
      case 'run':
        this.training = true;
        this.recent = [];
        return;
      case 'pause':
        this.training = false;
        return this.show(true);
      case 'step':
        await this.trainExactly(command.count);
        return this.report({ type: 'done', request: command.request });
      case 'reset':
        this.training = false;
        this.lanes.reset();
        this.forget();
        return this.show(true);
      case 'speed':
        this.stepsPerSecond = command.stepsPerSecond;
        return;
      case 'anchor':
        this.anchor = Math.max(0, Math.min(command.item, this.lanes.heldOut.items.count - 1));
        this.pictured.clear();
        return this.training ? undefined : this.show(true);
      case 'embeddings':
        return this.giveEmbeddings(command.lane, command.request);
      case 'drawn':
        return;
      default:
        command satisfies never;
    }
  }

  private async open(command: Open) {
    this.run = command.run;
    this.training = false;
    this.close();
    try {
      await this.openBackend(command.backend);
      await this.loadData((command.experiment[0] as Experiment[number]).recipe);
      await this.setLanes(command.experiment);
    } catch (error) {
      this.report({
        type: 'failed',
        message: messageOf(error),
        hint: 'Try again, or force another engine by adding &backend=wasm to the address.',
      });
      this.close();
    }
  }

  private async openBackend(forced: BackendName | null) {
    this.lost = null;
    this.gpuError = null;
    this.backend = await openBackend({
      ...(forced ? { forced } : {}),
      wasmFiles: this.surroundings.wasmFiles,
      onProgress: (doing) => this.report({ type: 'starting', doing, done: 0, of: 3 }),
      onLost: (message) => {
        this.lost = message;
        this.wake();
      },
      onGpuError: (message) => {
        this.gpuError = message;
      },
    });
  }

  /** Draws or reads the data of the recipe, puts it on the device and tells the page. */
  private async loadData(recipe: Recipe) {
    const dataset = datasets[recipe.parts.data as keyof typeof datasets] as unknown as Dataset;
    this.report({ type: 'starting', doing: `Drawing ${dataset.phrase}`, done: 1, of: 3 });
    const { seed } = recipe.knobs;
    const data = await dataset.load({
      seed: Number(seed),
      knobs: recipe.knobs as never,
      readFile: this.surroundings.readFile,
    });
    this.lanes?.dispose();
    this.lanes = new Lanes(data);
    this.dataKey = dataKeyOf(recipe);
    this.anchor = Math.min(this.anchor, data.heldOut.count - 1);
    const { backend } = this;
    if (!backend) return;
    const shown: DataShown = {
      shape: data.shape,
      classNames: data.classNames,
      groups: data.groups,
      trainCount: data.train.count,
      labels: data.heldOut.labels,
      thumbnails: thumbnailsOf(data.heldOut, data.range),
      range: data.range,
      chance: Object.fromEntries(
        heldOutMeasures.flatMap((name) => {
          const chance = metrics[name].chance?.(data.heldOut.labels);
          return chance === undefined ? [] : [[name, chance]];
        }),
      ),
    };
    const { name, adapter, reason } = backend;
    this.report({ type: 'ready', device: { backend: name, adapter, reason }, data: shown });
  }

  private async setLanes(experiment: Experiment) {
    const lanes = this.lanes as Lanes;
    lanes.set(experiment);
    await compileAhead(lanes, (done, of) =>
      this.report({ type: 'starting', doing: 'Compiling shaders', done, of }),
    );
    this.forget();
    await this.show(true);
  }

  private async change(experiment: Experiment) {
    const [first] = experiment;
    if (!first) return;
    const goesOn = this.training;
    if (dataKeyOf(first.recipe) !== this.dataKey) await this.loadData(first.recipe);
    await this.setLanes(experiment);
    this.training = goesOn;
  }

  /** Drops what was remembered of lanes that are no more. */
  private forget() {
    const all = (this.lanes as Lanes).all;
    for (const memory of [this.traces, this.sittings, this.pictured])
      for (const lane of memory.keys()) if (!all.includes(lane)) memory.delete(lane);
    this.snapshots = null;
    this.lastMeasured = 0;
  }

  /** Trains for a moment, as the speed allows, and shows what came of it. */
  private async trainSlice() {
    const lanes = this.lanes as Lanes;
    const started = performance.now();
    do {
      await this.pace();
      if (this.commands.length > 0) break;
      const before = lanes.step;
      lanes.trainStep();
      if (lanes.step > before) this.recent.push(performance.now());
    } while (
      performance.now() - started < SLICE_MS &&
      this.stepsPerSecond === null &&
      !this.measureIsDue()
    );
    await this.gather();
    if (this.training) await this.show(false);
    if (performance.now() - this.lastSnapshot > SNAPSHOT_APART_MS) await this.keepSnapshot();
    await new Promise((resolve) => setTimeout(resolve));
  }

  /** Waits until the speed allows another step, or a command comes. */
  private async pace() {
    if (this.stepsPerSecond === null) return;
    const next = (this.recent.at(-1) ?? Number.NEGATIVE_INFINITY) + 1000 / this.stepsPerSecond;
    const wait = next - performance.now();
    if (wait > 0)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, wait);
        this.wake = () => {
          if (this.commands.length === 0) return;
          clearTimeout(timer);
          resolve();
        };
      });
  }

  private async trainExactly(count: number) {
    const lanes = this.lanes as Lanes;
    const goal = lanes.step + Math.max(0, Math.floor(count));
    while (lanes.step < goal && this.lanes === lanes) {
      const started = performance.now();
      do lanes.trainStep();
      while (lanes.step < goal && !this.measureIsDue() && performance.now() - started < SLICE_MS);
      if (!(await this.gather())) return;
      await this.show(lanes.step >= goal);
      // Lets the page be heard: what it says waits until these steps are done.
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** Reads back what steps measured; false, with training stopped, if something is broken. */
  private async gather(): Promise<boolean> {
    if (this.lost) throw new Error(this.lost);
    for (const lane of (this.lanes as Lanes).all) {
      const measured = await lane.readMeasured();
      const broken = measured.find(({ values, gradientNorm }) =>
        [values.loss, gradientNorm].some((one) => !Number.isFinite(one) || Math.abs(one) > BROKEN),
      );
      const trace = this.traces.get(lane) ?? [];
      trace.push(...measured.filter(({ step }) => !broken || step < broken.step));
      this.traces.set(lane, trace);
      if (broken) {
        await this.stop(lane, broken);
        return false;
      }
    }
    if (this.gpuError) {
      const message = this.gpuError;
      this.gpuError = null;
      this.training = false;
      this.report({
        type: 'stopped',
        message: `The GPU refused a computation: ${message}`,
        hint: 'What is shown was measured before. Add &backend=wasm to the address to train without the GPU.',
      });
      return false;
    }
    return true;
  }

  /** A broken step: back to the last good state, if one was kept. */
  private async stop(lane: Lane, { step, values }: StepMeasured) {
    this.training = false;
    const lanes = this.lanes as Lanes;
    const place = lanes.all.indexOf(lane) + 1;
    const what = Number.isFinite(values.loss) ? 'gradient' : 'loss';
    const kept = this.snapshots;
    const goodStep = kept ? Math.min(...kept.state.map((one) => one.step)) : 0;
    if (kept && kept.of.every((one, i) => one === lanes.all[i])) lanes.restore(kept.state);
    else lanes.reset();
    this.report({
      type: 'stopped',
      message: `The ${what} of lane ${place} stopped being a number at step ${step}.`,
      hint: `The last good picture stays. Lower the learning rate, then Run goes on from step ${goodStep}, or Reset starts over.`,
    });
  }

  private async keepSnapshot() {
    const lanes = this.lanes as Lanes;
    this.lastSnapshot = performance.now();
    this.snapshots = { of: lanes.all, state: await lanes.snapshot() };
  }

  private measureIsDue(): boolean {
    const lanes = this.lanes as Lanes;
    return (
      !this.undrawn &&
      lanes.step % MEASURE_EVERY === 0 &&
      performance.now() - this.lastMeasured > MEASURE_APART_MS &&
      lanes.all.some((lane) => this.pictured.get(lane) !== lane.step)
    );
  }

  /** Sends a frame, with pictures if they are due or `now`, unless the page is behind. */
  private async show(now: boolean) {
    const lanes = this.lanes as Lanes;
    if (this.undrawn && !now) return;
    const pictures = now || this.measureIsDue();
    const frames: LaneFrame[] = [];
    for (const lane of lanes.all) {
      const picture = pictures && (now || this.pictured.get(lane) !== lane.step);
      frames.push(await this.frameOf(lane, picture));
    }
    if (pictures) this.lastMeasured = performance.now();
    this.undrawn = true;
    const since = performance.now() - 1000;
    this.recent = this.recent.filter((at) => at > since);
    this.report({
      type: 'frame',
      frame: {
        step: lanes.step,
        training: this.training,
        stepsPerSecond: this.training ? rateOf(this.recent) : 0,
        lanes: frames,
      },
    });
  }

  private async frameOf(lane: Lane, withPicture: boolean): Promise<LaneFrame> {
    const trace = this.traces.get(lane) ?? [];
    this.traces.set(lane, []);
    const sitting = this.sittings.get(lane) ?? { axes: null };
    this.sittings.set(lane, sitting);
    const atOnce = this.backend?.name === 'wasm' || this.backend?.name === 'cpu';
    const { step } = lane;
    const picture = withPicture
      ? await pictureOf(this.lanes as Lanes, lane, this.anchor, sitting, atOnce)
      : null;
    if (picture) this.pictured.set(lane, step);
    return {
      id: lane.id,
      start: lane.start,
      step,
      trace: {
        steps: Int32Array.from(trace, (one) => one.step),
        measures: Object.fromEntries(
          stepMeasures.map((name) => [name, Float32Array.from(trace, (one) => one.values[name])]),
        ) as LaneFrame['trace']['measures'],
      },
      picture,
    };
  }

  private async giveEmbeddings(id: number, request: number) {
    const lanes = this.lanes as Lanes;
    const lane = lanes.all.find((one) => one.id === id) ?? (lanes.all[0] as Lane);
    const values = await heldOutEmbeddings(lanes, lane);
    const { labels } = lanes.heldOut.items;
    this.report({
      type: 'embeddings',
      request,
      embeddings: { step: lane.step, dimensions: lane.plan.d, values, labels },
    });
  }

  /** After a lost device: another backend, the same data, the last snapshot. Else: says it failed. */
  private async recover(error: unknown) {
    const { lanes, lost } = this;
    if (!lost || !lanes) {
      this.training = false;
      this.report({
        type: 'failed',
        message: `Training broke: ${messageOf(error)}`,
        hint: 'Try again; the experiment is kept in the address bar.',
      });
      return;
    }
    const experiment = lanes.all.map(({ id, recipe }) => ({ id, recipe }));
    const kept = this.snapshots;
    const goesOn = this.training;
    try {
      this.lanes = null;
      await this.openBackend(null);
      this.lanes = new Lanes(lanes.data);
      this.lanes.set(experiment);
      const step = kept ? Math.min(...kept.state.map((one) => one.step)) : 0;
      if (kept) this.lanes.restore(kept.state);
      this.forget();
      this.training = goesOn;
      const { name, adapter, reason } = this.backend as OpenBackend;
      this.report({
        type: 'notice',
        message: `The GPU was lost (${lost}). Training goes on from step ${step} on ${name}, ${adapter}. ${reason}`,
      });
      await this.show(true);
    } catch (second) {
      this.report({
        type: 'failed',
        message: `The GPU was lost (${lost}) and could not be had again: ${messageOf(second)}`,
        hint: 'Try again; the experiment is kept in the address bar.',
      });
    }
  }

  /** Frees everything. */
  close() {
    this.lanes?.dispose();
    this.lanes = null;
    this.backend?.close();
    this.backend = null;
  }
}

/** What data depend on: the data set, its knobs and the seed. */
function dataKeyOf({ parts, knobs }: Recipe): string {
  const own = Object.keys(
    (datasets[parts.data as keyof typeof datasets] as unknown as Dataset).knobs,
  );
  return JSON.stringify([parts.data, knobs.seed, own.map((name) => knobs[name])]);
}

/** Steps a second of the last steps. */
function rateOf(recent: readonly number[]): number {
  const [first, last] = [recent[0], recent.at(-1)];
  if (first === undefined || last === undefined || last <= first) return 0;
  return ((recent.length - 1) / (last - first)) * 1000;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
