import type { Frame, LaneFrame } from '../../protocol/frame';
import { stepMeasures } from '../../protocol/measures';
import type { Picture } from '../../protocol/picture';
import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import type { Between } from '../lanes/turns';
import type { PictureMemory } from '../picture/heldOut';
import { takePictures } from '../picture/take';
import type { StepMeasured } from '../step/measured';
import { ArrivingPictures } from './arrivingPictures';

/** Held-out items are measured at steps that are a multiple of this ... */
const MEASURE_EVERY = 5;
/** ... but not more often than this, ... */
const MEASURE_APART_MS = 100;
/** ... and so seldom that training gets this many times the time that pictures take. */
const TRAIN_TO_PICTURE = 2;
/** Sets of pictures under way at most. */
const UNDER_WAY = 2;
/** A loss or gradient beyond this is broken even where a driver does not keep infinity. */
const BROKEN = 1e9;

/** What the reporter knows of one lane; dropped with the lane. */
interface Memory {
  readonly start: number;
  /** Steps measured since the last frame. */
  trace: StepMeasured[];
  /** The step of the last picture; -1 before the first. */
  pictured: number;
  readonly ofPictures: PictureMemory;
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
  /** Pictures that were not shown yet, oldest first. */
  private arriving: ArrivingPictures[] = [];
  private nextPictures = Number.NEGATIVE_INFINITY;

  private memoryOf(lane: Lane): Memory {
    const known = this.memories.get(lane);
    if (known?.start === lane.start) return known;
    const ofPictures = { axes: null };
    const fresh: Memory = { start: lane.start, trace: [], pictured: -1, ofPictures };
    this.memories.set(lane, fresh);
    return fresh;
  }

  /** Whether pictures or measures are under way to the page, which could draw them. */
  isOwing(lanes: Lanes): boolean {
    if (this.undrawn) return false;
    const hasMeasures = (lane: Lane) => this.memoryOf(lane).trace.length > 0;
    return lanes.isReading || this.arriving.length > 0 || lanes.all.some(hasMeasures);
  }

  /**
   * Takes what has been measured since the last call; the first broken step ends its lane's trace.
   * `toTheEnd` waits for the last step; else steps that are not read yet come with a later call.
   */
  async gather(lanes: Lanes, toTheEnd: boolean): Promise<Broken | null> {
    let found: Broken | null = null;
    const here = this.arriving.filter(({ isHere }) => isHere);
    for (const lane of lanes.all) {
      const { trace } = this.memoryOf(lane);
      const steps = toTheEnd ? lanes.readMeasured(lane) : lanes.measuredSoFar(lane);
      for (const measured of await steps) {
        const what = brokenIn(measured);
        if (what) {
          found ??= { lane, step: measured.step, what };
          break;
        }
        trace.push(measured);
      }
    }
    // Measures are read in the order of their steps: those up to these pictures have come.
    for (const pictures of here) pictures.isVouchedFor = true;
    return found;
  }

  /** Whether pictures should be taken now. */
  pictureIsDue(lanes: Lanes): boolean {
    return (
      !this.undrawn &&
      this.arriving.length < UNDER_WAY &&
      lanes.step % MEASURE_EVERY === 0 &&
      performance.now() > this.nextPictures &&
      lanes.all.some((lane) => this.memoryOf(lane).pictured !== lane.step)
    );
  }

  /**
   * The next frame. With `between`, called between pictures, it has those of the present step, whose
   * measures were gathered to the end. Else those that have arrived meanwhile, if any; others are
   * begun if they are due.
   */
  async frame(
    lanes: Lanes,
    between: Between | null,
    about: Omit<Frame, 'step' | 'lanes'>,
    anchor: number,
  ): Promise<Frame> {
    const pictures = await (between
      ? this.picturesNow(lanes, anchor, between)
      : this.pictures(lanes, anchor));
    this.undrawn = true;
    const frames = lanes.all.map((lane) => this.laneFrame(lane, pictures?.get(lane) ?? null));
    return { step: lanes.step, ...about, lanes: frames };
  }

  private async begin(lanes: Lanes, anchor: number, mayCapture: boolean, between?: Between) {
    const pending = await takePictures(lanes, anchor, mayCapture, between);
    for (const lane of lanes.all) this.memoryOf(lane).pictured = lane.step;
    const arriving = new ArrivingPictures(lanes, pending);
    this.note(arriving);
    return { arriving, isReplayed: pending.isReplayed };
  }

  /** The time for the next pictures, by what these have cost so far. */
  private note({ began, costMs }: ArrivingPictures) {
    this.nextPictures = began + costMs + Math.max(MEASURE_APART_MS, TRAIN_TO_PICTURE * costMs);
  }

  private pictureMemoryOf = (lane: Lane): PictureMemory => this.memoryOf(lane).ofPictures;

  private async picturesNow(lanes: Lanes, anchor: number, between: Between): Promise<Pictures> {
    this.arriving = [];
    // A single picture is there sooner by ordinary operations than by capturing first.
    const { arriving } = await this.begin(lanes, anchor, false, between);
    const pictures = await arriving.all(this.pictureMemoryOf, between);
    this.note(arriving);
    return pictures;
  }

  private async pictures(lanes: Lanes, anchor: number): Promise<Pictures | null> {
    this.arriving = this.arriving.filter(({ isStale }) => !isStale);
    if (this.pictureIsDue(lanes)) {
      const { arriving, isReplayed } = await this.begin(lanes, anchor, true);
      if (!isReplayed) return arriving.all(this.pictureMemoryOf);
      this.arriving.push(arriving);
    }
    const [oldest] = this.arriving;
    const pictures = oldest?.isVouchedFor ? oldest.made(this.pictureMemoryOf) : null;
    if (!oldest || !pictures) return null;
    this.arriving.shift();
    this.note(oldest);
    return pictures;
  }

  private laneFrame(lane: Lane, picture: Picture | null): LaneFrame {
    const memory = this.memoryOf(lane);
    const { trace } = memory;
    memory.trace = [];
    const measures = stepMeasures.map((name) => [
      name,
      Float32Array.from(trace, ({ values }) => values[name]),
    ]);
    return {
      id: lane.id,
      start: lane.start,
      step: lane.step,
      trace: {
        steps: Int32Array.from(trace, (measured) => measured.step),
        measures: Object.fromEntries(measures) as LaneFrame['trace']['measures'],
      },
      picture,
    };
  }
}

type Pictures = ReadonlyMap<Lane, Picture>;

function brokenIn({ values, gradientNorm }: StepMeasured): Broken['what'] | null {
  const isBroken = (value: number) => !Number.isFinite(value) || Math.abs(value) > BROKEN;
  if (isBroken(values.loss)) return 'loss';
  return isBroken(gradientNorm) ? 'gradient' : null;
}
