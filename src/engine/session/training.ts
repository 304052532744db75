import { anotherTask } from '../../protocol/anotherTask';
import type { Frame } from '../../protocol/frame';
import type { Lanes } from '../lanes/lanes';
import { Checkpoints } from './checkpoints';
import type { Context } from './context';
import { WASM_HINT } from './hints';
import { Pace } from './pace';
import { type Broken, Reporter } from './reporter';

/**
 * A slice of training lasts about this long, and with the pictures made at its end no more than
 * 50 ms, before commands are looked at again.
 */
const SLICE_MS = 30;
/** While the speed makes steps wait, results on their way from the device are looked for this often. */
const ARRIVAL_MS = 10;

/** Trains the lanes of a session in slices and shows what comes of it. */
export class Training {
  private readonly context: Context;
  readonly pace = new Pace();
  readonly checkpoints = new Checkpoints();
  private reporter = new Reporter();
  /** Whether steps are being trained one after the other. */
  isOn = false;
  /** How steps run, for the page. */
  steps: Frame['steps'] = { isReplayed: false, dispatches: 0, reason: null };
  /** The held-out item whose candidates are shown. */
  anchor = 0;

  constructor(context: Context) {
    this.context = context;
  }

  /** The page has drawn the last frame. */
  drawn() {
    this.reporter.undrawn = false;
  }

  /** Forgets what was trained: another run begins. */
  close() {
    this.checkpoints.forget();
    this.reporter = new Reporter();
  }

  /** Every lane back to its first weights. */
  reset() {
    this.context.lanes?.reset();
    this.checkpoints.forget();
  }

  /** Trains for a moment, as the speed allows, and shows what came of it. */
  async slice(lanes: Lanes) {
    const { context, reporter, pace, checkpoints } = this;
    const { wait } = pace;
    if (wait > 0) {
      const isOwing = reporter.isOwing(lanes);
      await context.somethingHappens(isOwing ? Math.min(wait, ARRIVAL_MS) : wait);
      if (!isOwing) return;
    } else await this.trainWhile(lanes, () => pace.wait === 0);
    if (await this.isSound(lanes, false)) await this.show(lanes, false);
    // Only a state whose measures were all seen is worth saving.
    if (checkpoints.isDue && (await this.isSound(lanes, true))) await checkpoints.save(lanes);
    await anotherTask();
  }

  /** Trains this many steps of every lane and shows the last. @throws Superseded if all lanes restart */
  async exactly(lanes: Lanes, count: number) {
    const goal = lanes.step + Math.max(0, Math.floor(count));
    while (lanes.step < goal) {
      await this.trainWhile(lanes, () => lanes.step < goal);
      if (lanes.step < goal) {
        if (!(await this.isSound(lanes, false))) return;
        await this.show(lanes, false);
      }
      await this.context.betweenLanes();
    }
    await this.show(lanes, true);
  }

  /**
   * Steps until the slice is over, a picture is due or `goesOn` says no. The device always has a few
   * steps under way; while it has no room for another, the slice may end without one.
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
   * Gathers what steps measured: all of it, or what has arrived so far. Returns false, with training
   * stopped, if something is broken.
   */
  private async isSound(lanes: Lanes, toTheEnd: boolean): Promise<boolean> {
    const { backend } = this.context;
    const broken = await this.reporter.gather(lanes, toTheEnd);
    if (backend.lost) throw new Error(backend.lost);
    const refused = backend.takeRefusal();
    if (refused) {
      this.isOn = false;
      this.context.report({
        type: 'stopped',
        message: `The GPU refused a computation: ${refused}`,
        hint: `What is shown was measured before. ${WASM_HINT}`,
      });
      return false;
    }
    if (broken) this.stop(lanes, broken);
    return broken === null;
  }

  /** After a broken step: every lane back to its last sound state, or to its start if none was saved. */
  private stop(lanes: Lanes, { lane, step, what }: Broken) {
    this.isOn = false;
    const place = lanes.all.indexOf(lane) + 1;
    lanes.restore(this.checkpoints.of(lanes.all));
    this.context.report({
      type: 'stopped',
      message: `The ${what} of lane ${place} stopped being a number at step ${step}.`,
      hint: `The last good picture stays. Lower the learning rate; Run then goes on from step ${lanes.step}.`,
    });
  }

  /** Sends a frame of the present step, unless a command that has come meanwhile will. */
  async showOnce() {
    await anotherTask();
    const { lanes, inbox } = this.context;
    if (lanes && !inbox.willShow) await this.show(lanes, true);
  }

  /**
   * Sends a frame. `now`: with pictures of the present step. Otherwise only once the page has drawn the
   * last frame, and with the pictures that have arrived.
   */
  async show(lanes: Lanes, now: boolean) {
    if (this.reporter.undrawn && !now) return;
    if (now && !(await this.isSound(lanes, true))) return;
    const { isOn, anchor, steps, context } = this;
    const about = {
      training: isOn,
      stepsPerSecond: isOn ? this.pace.rate : 0,
      steps,
      searching: now ? null : lanes.longSearch,
    };
    const between = now ? context.betweenLanes : null;
    const frame = await this.reporter.frame(lanes, between, about, anchor);
    context.report({ type: 'frame', frame });
  }
}
