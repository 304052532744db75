import { type Frame, type LaneFrame, stepMeasures } from '../protocol/messages';
import type { Lane, StepMeasured } from './lane';
import type { Lanes } from './lanes';
import { type PictureOptions, pictureOf, type Sitting } from './picture';

/** Held-out items are measured at steps that are a multiple of this ... */
const MEASURE_EVERY = 5;
/** ... but not more often than this, ... */
const MEASURE_APART_MS = 100;
/** ... and so seldom that training gets this many times the time that looking takes. */
const TRAIN_TO_LOOK = 2;
/** A loss or gradient beyond this is broken even where a driver does not keep infinity. */
const BROKEN = 1e9;

/** What the reporter knows of one lane; dropped with the lane. */
interface Memory {
  readonly start: number;
  /** Steps measured since the last frame. */
  trace: StepMeasured[];
  /** The step of the last picture; -1 before the first. */
  pictured: number;
  readonly sitting: Sitting;
}

/** A step whose loss or gradient stopped being a number. */
export interface Broken {
  readonly lane: Lane;
  readonly step: number;
  readonly what: 'loss' | 'gradient';
}

/**
 * Turns what lanes measure into frames. While the page has not drawn a frame the next waits and
 * gathers what happens meanwhile, so that nothing is lost and nothing piles up.
 */
export class Reporter {
  /** Whether the page still has the last frame to draw. */
  undrawn = false;
  private readonly memories = new WeakMap<Lane, Memory>();
  private lastPictures = Number.NEGATIVE_INFINITY;
  private lookingMs = 0;

  private memoryOf(lane: Lane): Memory {
    const known = this.memories.get(lane);
    if (known?.start === lane.start) return known;
    const fresh: Memory = { start: lane.start, trace: [], pictured: -1, sitting: { axes: null } };
    this.memories.set(lane, fresh);
    return fresh;
  }

  /** Reads back the steps since the last call; the first broken one ends its lane's trace. */
  async gather(lanes: Lanes): Promise<Broken | null> {
    let found: Broken | null = null;
    for (const lane of lanes.all) {
      const { trace } = this.memoryOf(lane);
      for (const measured of await lanes.readMeasured(lane)) {
        const what = brokenIn(measured);
        if (what) {
          found ??= { lane, step: measured.step, what };
          break;
        }
        trace.push(measured);
      }
    }
    return found;
  }

  /** Whether the held-out items should be looked at now. */
  pictureIsDue(lanes: Lanes): boolean {
    return (
      !this.undrawn &&
      lanes.step % MEASURE_EVERY === 0 &&
      performance.now() - this.lastPictures >
        Math.max(MEASURE_APART_MS, TRAIN_TO_LOOK * this.lookingMs) &&
      lanes.all.some((lane) => this.memoryOf(lane).pictured !== lane.step)
    );
  }

  /** The next frame, with pictures where `pictures` says so or they are due. */
  async frame(
    lanes: Lanes,
    pictures: boolean,
    about: Pick<Frame, 'training' | 'stepsPerSecond' | 'steps'>,
    options: PictureOptions,
  ): Promise<Frame> {
    const looked = pictures || this.pictureIsDue(lanes);
    const started = performance.now();
    const frames: LaneFrame[] = [];
    for (const lane of lanes.all) frames.push(await this.laneFrame(lanes, lane, looked, options));
    if (looked) {
      this.lastPictures = performance.now();
      this.lookingMs = this.lastPictures - started;
    }
    this.undrawn = true;
    return { step: lanes.step, ...about, lanes: frames };
  }

  private async laneFrame(
    lanes: Lanes,
    lane: Lane,
    looked: boolean,
    options: PictureOptions,
  ): Promise<LaneFrame> {
    const memory = this.memoryOf(lane);
    const { trace } = memory;
    memory.trace = [];
    const { step } = lane;
    const picture = looked ? await pictureOf(lanes, lane, memory.sitting, options) : null;
    if (picture) memory.pictured = step;
    const measures = stepMeasures.map((name) => [
      name,
      Float32Array.from(trace, ({ values }) => values[name]),
    ]);
    return {
      id: lane.id,
      start: lane.start,
      step,
      trace: {
        steps: Int32Array.from(trace, (measured) => measured.step),
        measures: Object.fromEntries(measures) as LaneFrame['trace']['measures'],
      },
      picture,
    };
  }
}

function brokenIn({ values, gradientNorm }: StepMeasured): Broken['what'] | null {
  const isBroken = (value: number) => !Number.isFinite(value) || Math.abs(value) > BROKEN;
  if (isBroken(values.loss)) return 'loss';
  return isBroken(gradientNorm) ? 'gradient' : null;
}
