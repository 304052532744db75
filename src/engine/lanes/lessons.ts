import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
import type { Sides } from '../step/batch';
import type { Kept } from '../step/rows';
import { valuesOf } from '../tensors/inPlace';
import { tf } from '../tf';
import { type Embedder, embeddedOf, type Searcher, searched } from './search';
import type { InPieces } from './turns';

/** The parts of a lane that a teacher may have something for. */
export type TaughtPart = 'source' | 'guard';

/** A lane that has been trained so far that others can learn from it. */
export interface Teacher extends Embedder {
  readonly encoders: { readonly weights: Tensor1D };
}

/** A lane that a teacher gives something to. */
export interface Pupil extends Searcher {
  /** What its parts hold from step to step. */
  readonly kept: Kept;
  keep(part: TaughtPart, arrays: readonly Tensor[]): void;
}

/** What a teacher gives to one part, after so many steps of its own training. */
export interface Lesson {
  readonly after: number;
  /** Looks at all items in pieces. What it returns is for `keep`. */
  learn(teacher: Teacher, sides: Sides): InPieces<readonly Tensor[]>;
  /** Hands it to the part and remembers it, for when the lane goes back to step 0. */
  keep(learnt: readonly Tensor[]): Promise<void>;
}

/** What a lane learns from its teachers, once for all its starts. */
export class Lessons {
  private readonly lane: Pupil;
  /** What a teacher gave; missing: nothing yet, or there is no teacher. */
  private taught: { readonly [part in TaughtPart]?: readonly Float32Array[] } = {};

  constructor(lane: Pupil) {
    this.lane = lane;
  }

  /** The lessons that are still to come before the lane can start. */
  get due(): Lesson[] {
    const { lane, taught } = this;
    const { source, guard } = lane.plan;
    const { knobs } = lane.recipe;
    const [bySource, byGuard] = [source.refresh?.taughtFor?.(knobs), guard.taughtFor?.(knobs)];
    const lessons: Lesson[] = [];
    if (bySource !== undefined && !taught.source)
      lessons.push({
        after: bySource,
        learn: (teacher, sides) => searched(lane, teacher, sides),
        keep: (learnt) => this.keep('source', learnt),
      });
    if (byGuard != null && !taught.guard)
      lessons.push({
        after: byGuard,
        learn: guideOf,
        keep: (learnt) => this.keep('guard', learnt),
      });
    return lessons;
  }

  private async keep(part: TaughtPart, learnt: readonly Tensor[]) {
    this.lane.keep(part, learnt);
    const values = await Promise.all((this.lane.kept[part] ?? []).map(valuesOf));
    this.taught = { ...this.taught, [part]: values.map((one) => one.slice()) };
  }

  /** The first values of a lane's state tensors with what was taught in its place. */
  into(values: readonly Float32Array[], stateTensors: readonly Tensor[]): Float32Array[] {
    const all = [...values];
    for (const [part, taught] of Object.entries(this.taught)) {
      const place = stateTensors.indexOf(this.lane.kept[part as TaughtPart]?.[0] as Tensor);
      all.splice(place, taught.length, ...taught);
    }
    return all;
  }
}

/** What a guard keeps of a teacher: its weights, and how it sees all items of both sides, [T + H, d]. */
function* guideOf(teacher: Teacher, sides: Sides): InPieces<readonly Tensor[]> {
  const index = yield* embeddedOf(teacher, sides);
  return [tf.clone(teacher.encoders.weights), index];
}
