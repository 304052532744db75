import { anotherTask } from '../../protocol/anotherTask';
import type { Command } from '../../protocol/messages';
import { type Experiment, partOf } from '../../recipe/recipe';
import { isOwn } from '../../recipe/rules';
import { Brought } from '../data/brought';
import { dataShown } from '../data/dataShown';
import { firstAnchor } from '../data/firstAnchor';
import { compileAhead } from '../device/compile';
import { Lanes } from '../lanes/lanes';
import { teach } from '../lanes/teach';
import { Superseded } from '../lanes/turns';
import { type Context, messageOf } from './context';
import { hintFor } from './hints';
import { NoData } from './noData';
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
      if (error instanceof NoData) return this.goOnWithout(error, experiment);
      const message = messageOf(error);
      const hint = hintFor(context.backend.name);
      this.close();
      context.report({ type: 'failed', message, hint });
    }
  }

  /**
   * The data of an experiment could not be had: the lanes there are stay as they were, and what was
   * asked of the experiment is refused.
   */
  private goOnWithout({ message }: NoData, experiment: Experiment) {
    const { context } = this;
    this.passed = this.passed.filter((one) => one !== experiment);
    const kept = context.lanes?.all.map(({ id, recipe }) => ({ id, recipe })) ?? [];
    context.wanted = kept;
    for (const request of context.inbox.refused())
      context.report({ type: 'superseded', request, message });
    context.report({ type: 'withoutData', experiment, kept, message });
  }

  /** Ends the training of lanes whose place data of the visitor's take, which have to be brought first. */
  private makeRoom() {
    this.context.lanes?.dispose();
    this.context.lanes = null;
    this.dataKey = '';
    this.training.isOn = false;
    this.training.close();
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
    try {
      if (!context.lanes || this.brought.keyOf(first.recipe) !== this.dataKey)
        await this.load(experiment);
    } catch (error) {
      if (!(error instanceof NoData)) throw error;
      if (context.inbox.insteadOf(experiment)) throw new Superseded();
      if (isOwn(first.recipe.parts.data)) this.makeRoom();
      this.goOnWithout(error, experiment);
      return this.training.showOnce();
    }
    await this.setLanes(experiment);
  }

  /** Draws or reads the data of an experiment, opens the backend that suits it and tells the page. */
  private async load(experiment: Experiment) {
    const { context, brought } = this;
    const { recipe } = experiment[0] as Experiment[number];
    const dataset = partOf(recipe, 'data');
    const doing = `${dataset.isOwn ? 'Fetching' : 'Drawing'} ${dataset.phrase}`;
    context.report({ type: 'starting', doing, done: 0, of: 3 });
    const data = await brought
      .load(recipe, context.surroundings.readFile)
      .catch((error: unknown) => Promise.reject(new NoData(error)));
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
    if (name === 'cpu' && context.backend.forced !== 'cpu')
      context.report({ type: 'notice', message: `${reason} It takes several times as long.` });
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
