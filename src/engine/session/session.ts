import { anotherTask } from '../../protocol/anotherTask';
import type { Answer, Evaluation } from '../../protocol/answers';
import type { Frame } from '../../protocol/frame';
import type { Command, Report } from '../../protocol/messages';
import type { Experiment } from '../../recipe/recipe';
import { Brought } from '../data/brought';
import { dataShown, datasetOf } from '../data/dataShown';
import { firstAnchor } from '../data/firstAnchor';
import { BackendInUse } from '../device/backendInUse';
import { compileAhead } from '../device/compile';
import type { WasmFiles } from '../device/ladder';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { heldOutEmbeddings } from '../picture/picture';
import { answerOf } from '../questions/ask';
import { evaluationOf } from '../questions/evaluation';
import { type Between, Inbox, isRequest, type Request, Superseded } from './inbox';
import { Keeper } from './keeper';
import { Pace } from './pace';
import { type Broken, Reporter } from './reporter';

/** What a session needs of the place it runs in: a worker of the page, or Node. */
export interface Surroundings {
  readonly wasmFiles: WasmFiles;
  /** Reads a file of `public/`. */
  readonly readFile: (path: string) => Promise<ArrayBuffer>;
  readonly report: (report: Report) => void;
}

/**
 * A slice of training lasts about this long, and with the pictures made at its end no more than
 * 50 ms, before the page is heard again.
 */
const SLICE_MS = 30;
const LOSS_TOLD_WITHIN_MS = 500;
/** What is on its way from the device is looked for this often while the speed makes steps wait. */
const ARRIVAL_MS = 10;

const WASM_HINT = 'Add &backend=wasm to the address to train without the GPU.';

type Open = Extract<Command, { type: 'open' }>;
type Bring = Extract<Command, { type: 'bring' }>;

type Unaddressed = Report extends infer R ? (R extends Report ? Omit<R, 'run'> : never) : never;

/**
 * A run: owns the backend, the data and the lanes, obeys commands one at a time between slices of
 * training, and reports. What newer commands make of no use is not done, or left where it is. Errors
 * become reports in words; a lost device is replaced.
 */
export class Session {
  private readonly surroundings: Surroundings;
  private readonly pace = new Pace();
  private reporter = new Reporter();
  private readonly keeper = new Keeper();
  private run = 0;
  private readonly backend: BackendInUse;
  private lanes: Lanes | null = null;
  private dataKey = '';
  private readonly brought = new Brought();
  private training = false;
  private steps: Frame['steps'] = { isReplayed: false, dispatches: 0, reason: null };
  private anchor = 0;
  private readonly inbox = new Inbox();
  /** Whether a run was opened and did not fail: it may have no lanes yet. */
  private isOpen = false;
  /** What is to be trained, as far as commands were taken. */
  private wanted: Experiment = [];
  /** What was wanted since the lanes were last set. */
  private passed: Experiment[] = [];
  private wake: () => void = () => {};

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.backend = new BackendInUse({
      wasmFiles: surroundings.wasmFiles,
      onProgress: (doing) => this.report({ type: 'starting', doing, done: 1, of: 3 }),
      onLost: () => this.wake(),
    });
  }

  /** Takes a command; it is obeyed when the step under way is done. */
  tell(command: Command) {
    if (command.type === 'drawn') this.reporter.undrawn = false;
    else this.inbox.add(command);
    this.wake();
  }

  /** Obeys commands and trains, for ever. */
  async live(): Promise<never> {
    for (;;) {
      try {
        const command = this.inbox.next();
        if (command) await this.obey(command);
        else if (this.backend.lost) throw new Error(this.backend.lost);
        else if (this.training && this.lanes) await this.trainSlice();
        else await this.called();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  /** Resolves when a command or something else worth a look has come, or after a while. */
  private called(withinMs?: number): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (withinMs !== undefined) setTimeout(resolve, withinMs);
    });
  }

  private report(report: Unaddressed) {
    this.surroundings.report({ ...report, run: this.run } as Report);
  }

  private async obey(command: Command) {
    try {
      if (command.type === 'open') await this.open(command);
      else if (command.type === 'bring') await this.brought.take(command);
      else if (command.run !== this.run) return;
      else if (!isRequest(command)) await this.act(command);
      else if (!this.lanes || this.inbox.startsAnew(this.wanted)) throw new Superseded();
      else await this.serve(this.lanes, command);
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      const { message } = error;
      if (isRequest(command))
        this.report({ type: 'superseded', request: command.request, message });
    }
  }

  private async act(command: Exclude<Command, Request | Open | Bring>) {
    if (!this.isOpen) return;
    const { lanes } = this;
    switch (command.type) {
      case 'change':
        return this.change(command.experiment);
      case 'run':
        this.training = true;
        return this.pace.restart();
      case 'pause':
        this.training = false;
        return this.showOnce();
      case 'reset':
        this.training = false;
        lanes?.reset();
        this.keeper.forget();
        return this.showOnce();
      case 'speed':
        this.pace.limit = command.stepsPerSecond;
        return;
      case 'anchor':
        if (!lanes) return;
        this.anchor = Math.max(0, Math.min(command.item, lanes.heldOut.items.count - 1));
        return this.showOnce();
      case 'drawn':
        return;
      default:
        command satisfies never;
    }
  }

  private async serve(lanes: Lanes, command: Request) {
    switch (command.type) {
      case 'step':
        await this.trainExactly(lanes, command.count);
        return this.report({ type: 'done', request: command.request });
      case 'embeddings':
        return this.giveEmbeddings(lanes, command.lane, command.request);
      case 'evaluate':
        return this.evaluate(lanes, command.request);
      case 'ask':
        return this.answer(lanes, command.texts, command.count, command.request);
      default:
        command satisfies never;
    }
  }

  /** Lets commands come in; leaves what is done for an experiment where another is wanted instead. */
  private betweenWanted: Between = async () => {
    await anotherTask();
    if (this.inbox.insteadOf(this.wanted)) throw new Superseded();
  };

  /** The same for what is asked of lanes as they are, unless all of them start anew. */
  private betweenLanes: Between = async () => {
    await anotherTask();
    if (this.inbox.startsAnew(this.wanted)) throw new Superseded();
  };

  private async open(command: Open) {
    this.run = command.run;
    this.training = false;
    this.close();
    this.isOpen = true;
    this.wanted = command.experiment;
    try {
      this.backend.forced = command.backend;
      await this.betweenWanted();
      await this.load(command.experiment);
      await this.setLanes(command.experiment);
    } catch (error) {
      // What is wanted by now has to fail by itself.
      if (error instanceof Superseded || this.inbox.insteadOf(this.wanted)) return;
      this.close();
      this.report({
        type: 'failed',
        message: messageOf(error),
        hint: `Try again. ${WASM_HINT}`,
      });
    }
  }

  /** Draws or reads the data of an experiment, opens the backend that suits it and tells the page. */
  private async load(experiment: Experiment) {
    const { recipe } = experiment[0] as Experiment[number];
    const dataset = datasetOf(recipe);
    const doing = `${dataset.isOwn ? 'Fetching' : 'Drawing'} ${dataset.phrase}`;
    this.report({ type: 'starting', doing, done: 0, of: 3 });
    const data = await this.brought.load(recipe, this.surroundings.readFile);
    const dataKey = this.brought.keyOf(recipe);
    await anotherTask();
    const [instead] = this.inbox.insteadOf(experiment) ?? [];
    if (instead && this.brought.keyOf(instead.recipe) !== dataKey) throw new Superseded();
    this.lanes?.dispose();
    this.lanes = null;
    const { name, adapter, reason, isSoftware } = await this.backend.suit(data, experiment);
    this.lanes = new Lanes(data);
    this.dataKey = dataKey;
    this.anchor = firstAnchor(data);
    const isGpu = name.startsWith('webg') && !isSoftware;
    const device = { backend: name, adapter, reason, isGpu };
    this.report({ type: 'ready', device, data: dataShown(data) });
  }

  private async setLanes(experiment: Experiment) {
    await this.betweenWanted();
    const lanes = this.lanes as Lanes;
    const before = lanes.all;
    lanes.set(experiment, this.passed);
    this.passed = [];
    this.keeper.forget();
    const starting = (done: number, of: number, doing: string) =>
      this.report({ type: 'starting', doing, done, of });
    const compiling = (done: number, of: number) => starting(done, of, 'Compiling shaders');
    if (lanes.all.some((lane) => !before.includes(lane)))
      await compileAhead(lanes, compiling, true);
    // Lanes that what came meanwhile does away with need no teacher, and no picture.
    if (!(await teach(lanes, starting, (lane) => this.inbox.keeps(lane)))) return;
    this.steps = await lanes.capture(this.betweenWanted);
    if (this.steps.reason) {
      const message = `Steps can't be replayed (${this.steps.reason}); training goes on by ordinary operations.`;
      this.report({ type: 'notice', message });
    }
    await this.showOnce();
  }

  private async change(experiment: Experiment) {
    const [first] = experiment;
    if (!first) return;
    this.wanted = experiment;
    // Lanes start anew under what was wanted in between, whether it was carried out or not.
    this.passed.push(experiment);
    await this.betweenWanted();
    if (!this.lanes || this.brought.keyOf(first.recipe) !== this.dataKey)
      await this.load(experiment);
    await this.setLanes(experiment);
  }

  /** Trains for a moment, as the speed allows, and shows what came of it. */
  private async trainSlice() {
    const lanes = this.lanes as Lanes;
    const { wait } = this.pace;
    if (wait > 0) {
      const isOwing = this.reporter.isOwing(lanes);
      await this.called(isOwing ? Math.min(wait, ARRIVAL_MS) : wait);
      if (!isOwing) return;
    } else await this.trainWhile(lanes, () => this.pace.wait === 0);
    if (await this.isSound(lanes, false)) await this.show(lanes, false);
    // Only a state whose measures were all seen is worth keeping.
    if (this.keeper.isDue && (await this.isSound(lanes, true))) await this.keeper.keep(lanes);
    await anotherTask();
  }

  private async trainExactly(lanes: Lanes, count: number) {
    const goal = lanes.step + Math.max(0, Math.floor(count));
    while (lanes.step < goal) {
      await this.trainWhile(lanes, () => lanes.step < goal);
      if (lanes.step < goal) {
        if (!(await this.isSound(lanes, false))) return;
        await this.show(lanes, false);
      }
      await this.betweenLanes();
    }
    await this.show(lanes, true);
  }

  /**
   * Steps until the slice is over, a picture is due or `goesOn` says no. The device always has a
   * few under way; while it has no room for another, the slice may end without one.
   */
  private async trainWhile(lanes: Lanes, goesOn: () => boolean) {
    const started = performance.now();
    const left = () => SLICE_MS - (performance.now() - started);
    do {
      if (!(await lanes.room(left())) || !(await lanes.searchFor(left()))) return;
      const before = lanes.step;
      lanes.trainStep();
      if (lanes.step > before) this.pace.stepDone();
    } while (goesOn() && !this.reporter.pictureIsDue(lanes) && left() > 0);
  }

  /**
   * Gathers what steps measured, up to the last one or what has arrived of it; false, with training
   * stopped, if something is broken.
   */
  private async isSound(lanes: Lanes, toTheEnd: boolean): Promise<boolean> {
    const broken = await this.reporter.gather(lanes, toTheEnd);
    if (this.backend.lost) throw new Error(this.backend.lost);
    const refused = this.backend.takeRefusal();
    if (refused) {
      const message = `The GPU refused a computation: ${refused}`;
      this.training = false;
      this.report({
        type: 'stopped',
        message,
        hint: `What is shown was measured before. ${WASM_HINT}`,
      });
      return false;
    }
    if (broken) await this.stop(lanes, broken);
    return broken === null;
  }

  /** After a broken step: back to the last good state, or to the start if none was kept. */
  private async stop(lanes: Lanes, { lane, step, what }: Broken) {
    this.training = false;
    const place = lanes.all.indexOf(lane) + 1;
    if (!this.keeper.restore(lanes)) lanes.reset();
    this.report({
      type: 'stopped',
      message: `The ${what} of lane ${place} stopped being a number at step ${step}.`,
      hint: `The last good picture stays. Lower the learning rate; Run then goes on from step ${lanes.step}.`,
    });
  }

  /** Sends a frame of the present step, unless a command that came meanwhile will. */
  private async showOnce() {
    await anotherTask();
    if (this.lanes && !this.inbox.willShow) await this.show(this.lanes, true);
  }

  /**
   * Sends a frame, `now` with pictures of the present step; else it waits until the page has drawn
   * the last, and shows what has arrived.
   */
  private async show(lanes: Lanes, now: boolean) {
    if (this.reporter.undrawn && !now) return;
    if (now && !(await this.isSound(lanes, true))) return;
    const { training, anchor } = this;
    const stepsPerSecond = training ? this.pace.rate : 0;
    const searching = now ? null : lanes.longSearch;
    const about = { training, stepsPerSecond, steps: this.steps, searching };
    const between = now ? this.betweenLanes : null;
    const frame = await this.reporter.frame(lanes, between, about, anchor);
    this.report({ type: 'frame', frame });
  }

  private async giveEmbeddings(lanes: Lanes, id: number, request: number) {
    const lane = lanes.all.find((one) => one.id === id) ?? (lanes.all[0] as Lanes['all'][number]);
    const values = await heldOutEmbeddings(lanes, lane);
    const { labels } = lanes.heldOut.items;
    const embeddings = { step: lane.step, dimensions: lane.plan.d, values, labels };
    this.report({ type: 'embeddings', request, embeddings });
  }

  private async evaluate(lanes: Lanes, request: number) {
    const evaluations: Evaluation[] = [];
    for (const lane of lanes.all) {
      evaluations.push(await evaluationOf(lanes, lane, this.betweenLanes));
      await this.betweenLanes();
    }
    this.report({ type: 'evaluation', request, lanes: evaluations });
  }

  private async answer(lanes: Lanes, texts: readonly string[], count: number, request: number) {
    const answers: Answer[] = [];
    if (lanes.data.vocabulary)
      for (const lane of lanes.all) {
        answers.push(await answerOf(lanes, lane, texts, count));
        await this.betweenLanes();
      }
    this.report({ type: 'answer', request, lanes: answers });
  }

  /** After a lost device: another backend, the same data, the last kept state. Else: it failed. */
  private async recover(error: unknown) {
    const { lanes, training } = this;
    this.training = false;
    // A computation on a lost device fails before the loss itself is told.
    if (!this.backend.lost) await this.called(LOSS_TOLD_WITHIN_MS);
    const { lost } = this.backend;
    if (!lost || !lanes) {
      const message = `Training broke: ${messageOf(error)}`;
      this.report({ type: 'failed', message, hint: `Try again. ${WASM_HINT}` });
      return;
    }
    const experiment = lanes.all.map(({ id, recipe }) => ({ id, recipe }));
    const startOf = new Map(lanes.all.map(({ id, start }) => [id, start]));
    try {
      this.lanes = null;
      lanes.dispose();
      const { name, adapter } = await this.backend.replace();
      this.lanes = new Lanes(lanes.data, startOf);
      this.lanes.set(experiment);
      await teach(this.lanes, () => {});
      this.keeper.handOver(this.lanes);
      this.steps = await this.lanes.capture();
      this.training = training;
      const message = `The device was lost (${lost}). Training goes on from step ${this.lanes.step} with ${name} on ${adapter}.`;
      this.report({ type: 'notice', message });
      await this.show(this.lanes, true);
    } catch (second) {
      const message = `The device was lost (${lost}) and no other could be had: ${messageOf(second)}`;
      this.report({ type: 'failed', message, hint: `Try again. ${WASM_HINT}` });
    }
  }

  /** Frees everything. */
  close() {
    this.isOpen = false;
    this.passed = [];
    this.lanes?.dispose();
    this.lanes = null;
    this.backend.close();
    this.keeper.forget();
    this.reporter = new Reporter();
  }
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
