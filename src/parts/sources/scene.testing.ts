import type { Scalar, Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Batch } from '../../engine/step/batch';
import type { LiveKnobs } from '../../engine/step/liveKnobs';
import type { Plan } from '../../engine/step/plan';
import type * as EngineRows from '../../engine/step/rows';
import { normalised } from '../encoders/encoder';
import { defaultsOf, restarts, type Tf } from '../part';
import { randomStream } from '../random';
import { sizeOf } from '../sizeOf';
import type { Drawn, Sight, Source } from './source';

/** The part of the engine that scenes are played with; parts themselves import none of it. */
export type Engine = Pick<typeof EngineRows, 'drawnOf' | 'meet'> & { readonly tf: Tf };

/** Training items, classes and dimensions of the scenes. */
export const ITEMS = 12;
const CLASSES = 3;
export const D = 4;

export const classOf = (item: number): number => item % CLASSES;

/** Sizes small enough that everything happens within a few steps. */
const SMALL: Readonly<Record<string, number | string>> = {
  queueSize: 8,
  memorySize: 8,
  bankDraws: 40,
  listLength: 4,
  minedPerAnchor: 2,
  learnedNegatives: 5,
  mixedFrom: 4,
  mixedPairs: 2,
  mixedWithAnchor: 3,
  warmUp: 0,
};

/** A source and the batches it is shown. */
export interface Scene {
  readonly source: Source;
  /** Two views of an item each, the first views first; else two items of a class, side by side. */
  readonly views: boolean;
  /** Rows of a batch, even. */
  readonly n: number;
  /** Embeddings before they are normalised: random, all alike, or all zero. */
  readonly embeddings: 'random' | 'equal' | 'zero';
  readonly knobs?: Readonly<Record<string, number | string>>;
}

const unitRows = (rows: number[][]): number[][] =>
  rows.map((row) => {
    const norm = Math.hypot(...row);
    return row.map((value) => (norm === 0 ? 0 : value / norm));
  });

/** Unit rows as one encoder or the other gives them at a step; `which` tells the encoders apart. */
export function embedded(scene: Scene, which: number, step: number, count: number): number[][] {
  const random = randomStream(5, which, step);
  const draw = { random: () => random.normal(), equal: () => 0.5, zero: () => 0 }[scene.embeddings];
  return unitRows(Array.from({ length: count }, () => Array.from({ length: D }, draw)));
}

/** The items of a batch; by label the rows 2i and 2i + 1 are of one class. */
export function itemsAt({ views, n }: Scene, step: number): number[] {
  if (views) return Array.from({ length: n }, (_, row) => ((row % (n / 2)) + step * 2) % ITEMS);
  return Array.from(
    { length: n },
    (_, row) => (Math.floor(row / 2) % CLASSES) + CLASSES * ((row + 2 * step) % (ITEMS / CLASSES)),
  );
}

export function knobsOf({ source, knobs }: Scene): Record<string, number | string> {
  const own = { ...SMALL, ...knobs };
  return Object.fromEntries(
    Object.entries(defaultsOf(source.knobs)).map(([name, value]) => [name, own[name] ?? value]),
  );
}

/** Scenes on the backend that is open. */
export function scenes({ tf, drawnOf, meet }: Engine) {
  /** Numbers as scalars on the device where they may be turned while training. */
  const tensorsOf = (scene: Scene) =>
    Object.fromEntries(
      Object.entries(knobsOf(scene)).map(([name, value]) => [
        name,
        restarts(scene.source.knobs[name] as never) ? value : tf.scalar(Number(value)),
      ]),
    );

  /** What the engine fixes of a lane with the source, as far as sources are concerned. */
  function planOf({ source, views, n }: Scene): Plan {
    const rows = Array.from({ length: n }, (_, row) => row);
    const group = rows.map((row) => (views ? row % (n / 2) : Math.floor(row / 2) % CLASSES));
    const partner = rows.map((row) => (views ? (row + n / 2) % n : row ^ 1));
    const isQuery = rows.map((row) => (views ? Number(row < n / 2) : Number(row % 2 === 0)));
    const table = (value: (row: number, column: number) => boolean) =>
      tf.tensor2d(
        rows.map((row) => rows.map((column) => Number(value(row, column)))),
        [n, n],
      );
    return {
      source,
      positives: { byLabel: !views },
      n,
      d: D,
      layout: { q: 1 },
      positiveTable: tf.reshape(
        table((row, column) => partner[row] === column),
        [n, 1, n],
      ) as Tensor3D,
      eligible: table((row, column) => group[row] !== group[column]),
      asks: tf.ones([n, 1]) as Tensor2D,
      isQuery: tf.tensor1d(isQuery),
      classOfItem: tf.tensor1d(Array.from({ length: ITEMS }, (_, item) => classOf(item))),
      groupOfItem: tf.range(0, ITEMS),
    } as unknown as Plan;
  }

  /** State at step 0, with unit rows of our own. */
  function firstState(scene: Scene): Tensor[] {
    const { source, n } = scene;
    const random = randomStream(8);
    return (source.state?.({ n, d: D, items: ITEMS }, knobsOf(scene)) ?? []).map(
      ({ shape, first }) => {
        if (first !== 'unit rows') return tf.fill([...shape], first);
        const rows = Array.from({ length: shape[0] as number }, () =>
          Array.from({ length: D }, () => random.normal()),
        );
        return tf.tensor2d(unitRows(rows));
      },
    );
  }

  /** The batch of a step, as the engine hands it on. */
  function batchAt(scene: Scene, step: number): Batch {
    const items = itemsAt(scene, step);
    const classes = items.map(classOf);
    const table = classes.map((one) => classes.map((other) => Number(one === other)));
    return {
      sameClass: tf.tensor2d(table),
      classes: tf.tensor1d(classes),
      rows: tf.tensor1d(items, 'int32'),
      step: () => tf.scalar(step) as Scalar,
      uniform: (_purpose: string, shape: readonly number[]) => {
        const random = randomStream(3, step, ...shape);
        const size = sizeOf(shape);
        return tf.tensor(
          Array.from({ length: size }, () => random.uniform()),
          [...shape],
        );
      },
    } as unknown as Batch;
  }

  /** The state after a search through unit rows of all items, where the source makes one. */
  function refreshed(scene: Scene, state: Tensor[], index: Tensor2D): Tensor[] {
    const { refresh } = scene.source;
    const all = Array.from({ length: ITEMS }, (_, item) => item);
    const taken = all.map((item) =>
      all.map((other) => Number(scene.views ? item === other : classOf(item) === classOf(other))),
    );
    const asked = { rows: index, index, isTaken: tf.tensor2d(taken) };
    return refresh ? [...refresh.next(tf, asked, tensorsOf(scene))] : state;
  }

  /** Everything around a source at one step. */
  function at(scene: Scene, step: number, state: readonly Tensor[]) {
    const plan = planOf(scene);
    const batch = batchAt(scene, step);
    const kept = { source: state, selection: [] };
    const unit = tf.tensor2d(embedded(scene, 0, step, scene.n));
    const keys = scene.source.keys ? tf.tensor2d(embedded(scene, 1, step, scene.n)) : null;
    const knobs = { all: tensorsOf(scene) } as unknown as LiveKnobs;
    const unseen = { unit, keys, mined: null, minedItems: null };
    const context = drawnOf(plan, unseen, batch, kept);
    // An encoder that leaves its inputs as they are, but for their length.
    const embed = (inputs: Tensor) => normalised(tf, inputs as Tensor2D);
    const sight: Sight = { inputs: unit, range: [-1, 1], embed };
    const forged = scene.source.forge?.(tf, context, sight, knobs.all);
    const minedItems = forged?.items ?? scene.source.mine?.(tf, context, knobs.all) ?? null;
    const mined = forged
      ? embed(forged.inputs)
      : minedItems && tf.tensor2d(embedded(scene, 2, step, minedItems.size));
    const encoded: EngineRows.Encoded = { raw: unit, unit, keys, mined, minedItems };
    return {
      encoded,
      knobs: knobs.all,
      drawn: drawnOf(plan, encoded, batch, kept) as Drawn,
      /** The candidates with these rows in place of the batch's and the mined. */
      meet: (other: Partial<EngineRows.Encoded> = {}) =>
        meet(plan, { ...encoded, ...other }, batch, kept, knobs),
    };
  }

  /** The scene from step 0 on: what was met at each step, and the state before it. */
  function played(scene: Scene, steps: number) {
    const index = tf.tensor2d(embedded(scene, 9, 0, ITEMS));
    let state = refreshed(scene, firstState(scene), index);
    return Array.from({ length: steps }, (_, step) => {
      const now = at(scene, step, state);
      const moment = { step, state, index, ...now, met: now.meet() };
      state = [...(scene.source.next?.(tf, now.drawn, now.knobs) ?? state)];
      return { ...moment, after: state };
    });
  }

  return { at, played };
}
