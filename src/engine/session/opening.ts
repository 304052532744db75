import { anotherTask } from '../../protocol/anotherTask';
import type { Command } from '../../protocol/messages';
import { type Experiment, partOf } from '../../recipe/recipe';
import { Brought } from '../data/brought';
import { dataShown } from '../data/dataShown';
import { firstAnchor } from '../data/firstAnchor';
import { compileAhead } from '../device/compile';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { Superseded } from '../lanes/turns';
import { type Context, messageOf } from './context';
import { WASM_HINT } from './hints';
import type { Training } from './training';

type Open = Extract<Command, { type: 'open' }>;
type Bring = Extract<Command, { type: 'bring' }>;

/** Opens runs and brings the lanes from one experiment to the next: data, backend, lanes, teachers. */
export class Opening {
  private readonly context: Context;
  private readonly training: Training;
  private readonly brought = new Brought();
  private dataKey = '';
  /** Whether a run was opened and did not fail: it may have no lanes yet. */
  isOpen = false;
  /** Experiments that were wanted since the lanes were last set. */
  private passed: Experiment[] = [];

  constructor(context: Context, training: Training) {
    this.context = context;
    this.training = training;
  }

  /** Takes over data that a visitor brought. */
  bring = (command: Bring): Promise<void> => this.brought.take(command);

  /** Starts a run. What fails is reported in words. */
  async open({ run, experiment, backend }: Open) {
    const { context } = this;
    context.run = run;
    this.training.isOn = false;
    this.close();
    this.isOpen = true;
    context.wanted = experiment;
    try {
      context.backend.forced = backend;
      await context.betweenWanted();
      await this.load(experiment);
      await this.setLanes(experiment);
    } catch (error) {
      // An experiment that is wanted by now has to fail by itself.
      if (error instanceof Superseded || context.inbox.insteadOf(context.wanted)) return;
      this.close();
      const message = messageOf(error);
      context.report({ type: 'failed', message, hint: `Try again. ${WASM_HINT}` });
    }
  }

  /** Carries the run over to another experiment: lanes that can go on do, the others restart. */
  async change(experiment: Experiment) {
    const { context } = this;
    const [first] = experiment;
    if (!first) return;
    context.wanted = experiment;
    // A lane restarts for every experiment that was wanted in between, carried out or not.
    this.passed.push(experiment);
    await context.betweenWanted();
    if (!context.lanes || this.brought.keyOf(first.recipe) !== this.dataKey)
      await this.load(experiment);
    await this.setLanes(experiment);
  }

  /** Draws or reads the data of an experiment, opens the backend that suits it and tells the page. */
  private async load(experiment: Experiment) {
    const { context, brought } = this;
    const { recipe } = experiment[0] as Experiment[number];
    const dataset = partOf(recipe, 'data');
    const doing = `${dataset.isOwn ? 'Fetching' : 'Drawing'} ${dataset.phrase}`;
    context.report({ type: 'starting', doing, done: 0, of: 3 });
    const data = await brought.load(recipe, context.surroundings.readFile);
    const dataKey = brought.keyOf(recipe);
    await anotherTask();
    const [instead] = context.inbox.insteadOf(experiment) ?? [];
    if (instead && brought.keyOf(instead.recipe) !== dataKey) throw new Superseded();
    context.lanes?.dispose();
    context.lanes = null;
    const opened = await context.backend.suit(data, experiment);
    const { name, adapter, reason, isSoftware } = opened;
    context.lanes = new Lanes(data);
    this.dataKey = dataKey;
    this.training.anchor = firstAnchor(data);
    const isGpu = name.startsWith('webg') && !isSoftware;
    const device = { backend: name, adapter, reason, isGpu };
    context.report({ type: 'ready', device, data: dataShown(data) });
  }

  /** Sets the lanes of an experiment, with shaders, teachers and captured steps, and shows them. */
  private async setLanes(experiment: Experiment) {
    const { context, training } = this;
    await context.betweenWanted();
    const lanes = context.lanes as Lanes;
    const before = lanes.all;
    lanes.set(experiment, this.passed);
    this.passed = [];
    const starting = (done: number, of: number, doing: string) =>
      context.report({ type: 'starting', doing, done, of });
    const compiling = (done: number, of: number) => starting(done, of, 'Compiling shaders');
    if (lanes.all.some((lane) => !before.includes(lane)))
      await compileAhead(lanes, compiling, true);
    // Lanes that newer commands do away with need no teacher, and no picture.
    if (!(await teach(lanes, starting, (lane) => context.inbox.keeps(lane)))) return;
    training.steps = await lanes.capture(context.betweenWanted);
    if (training.steps.reason) {
      const message = `Steps can't be replayed (${training.steps.reason}); training goes on by ordinary operations.`;
      context.report({ type: 'notice', message });
    }
    await training.showOnce();
  }

  /** Frees everything. */
  close() {
    const { context } = this;
    this.isOpen = false;
    this.passed = [];
    context.lanes?.dispose();
    context.lanes = null;
    context.backend.close();
    this.training.close();
  }
}
