import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Data, Items } from '../../parts/data';
import type { Encoder, Weight } from '../../parts/encoders/encoder';
import type { Guard } from '../../parts/guards/guard';
import type { Loss } from '../../parts/losses/loss';
import type { Optimizer } from '../../parts/optimizers/optimizer';
import { type KnobValue, restarts } from '../../parts/part';
import type { Layout, Positives } from '../../parts/positives/positives';
import type { Schedule } from '../../parts/schedules/schedule';
import type { Selection } from '../../parts/selections/selection';
import type { KeptArray, Source } from '../../parts/sources/source';
import { knobsOf, partOf, type Recipe } from '../../recipe/recipe';
import { rewritten } from '../tensors/inPlace';
import { tf } from '../tf';

/** Any knobs: a plan is written against the registries and knows no part by name. */
type AnyKnobs = Readonly<Record<string, Scalar | KnobValue>>;

/**
 * Everything about a lane that its recipe fixes: its parts, the shape of its batch, and the
 * constants that follow from them, on the device. Made anew when the lane starts anew.
 */
export interface Plan {
  readonly encoder: Encoder;
  readonly positives: Positives;
  readonly source: Source;
  readonly selection: Selection;
  readonly guard: Guard;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly layout: Layout;
  /** Rows of a batch, N, and dimensions of an embedding, d. */
  readonly n: number;
  readonly d: number;
  /** Smallest and largest value an item is meant to hold. */
  readonly range: readonly [number, number];
  /** Training items, T; held-out items go by the numbers from T. */
  readonly items: number;
  /** Class of every item, [T + H]. */
  readonly classOfItem: Tensor1D;
  /**
   * What every item belongs to as far as the positives know, [T + H]: items of one number are never
   * one another's negatives.
   */
  readonly groupOfItem: Tensor1D;
  /** 1 where a training item only asks, and so answers nobody, [T]. */
  readonly asksOnly: Tensor1D;
  readonly weights: readonly Weight[];
  readonly weightCount: number;
  /**
   * How many rows of a training batch, the first ones, are pictures, where all others and all that a
   * source names are texts; null: the rows themselves tell.
   */
  readonly pictures: number | null;
  /** Arrays the source keeps from step to step. */
  readonly kept: readonly KeptArray[];
  /** First values of the first of them, where they are read off the data; null: they are not. */
  readonly lists: Float32Array | null;
  /** How many of the candidates, the last ones, are vectors that no item gave, and of what kind. */
  readonly synthetic: { readonly name: string; readonly count: number };
  /** Names of the numbers the selection keeps from step to step. */
  readonly counted: readonly string[];
  /** Shapes of what a teacher leaves to the guard: its weights and how it sees every item. */
  readonly guiding: readonly (readonly number[])[];
  /** Whether a second encoder follows the first. */
  readonly hasMomentumEncoder: boolean;
  /** 1 where the candidate is that positive of the anchor, [N, Q, N]. */
  readonly positiveTable: Tensor3D;
  /** 1 where the row exists, [N, Q]. */
  readonly valid: Tensor2D;
  /** 1 where the row may be a negative of the anchor before any guard, [N, N]. */
  readonly eligible: Tensor2D;
  /** 1 where the row is an anchor, [N, 1]. */
  readonly asks: Tensor2D;
  /** 1 where the row is a query, [N]. */
  readonly isQuery: Tensor1D;
  /** Rows that are queries, and the first positive of each, as one 1 to a row, [B, N] each. */
  readonly sides: readonly [queries: Tensor2D, partners: Tensor2D];
  /** The first positive of each row, as one 1 to a row, [N, N]. */
  readonly partners: Tensor2D;
  /** Whether only the hardest positive of each anchor is used. */
  readonly hardestPositive: boolean;
  /** Plain knob values that never change in the life of the plan. */
  readonly fixed: Readonly<Record<string, KnobValue>>;
  dispose(): void;
}

const countOf = (shape: readonly number[]): number =>
  shape.reduce((product, size) => product * size, 1);

/** The items of each class, and the size of the smallest that has any. */
export function itemsByClass(labels: Int32Array, classes: number): number[][] {
  const items: number[][] = Array.from({ length: classes }, () => []);
  labels.forEach((label, item) => void items[label]?.push(item));
  return items.filter((one) => one.length > 0);
}

export function makePlan(recipe: Recipe, data: Data): Plan {
  const { parts, knobs } = recipe;
  const encoder = partOf(recipe, 'encoder');
  const kind = partOf(recipe, 'positives');
  const loss = partOf(recipe, 'loss');
  const byClass = itemsByClass(data.train.labels, data.classNames.length);
  const smallest = Math.min(...byClass.map((items) => items.length));
  const layout = kind.layout(knobs, {
    classes: byClass.length,
    smallestClass: smallest,
    pairs: (data.train.pairs?.length ?? 0) / 2,
  });
  const n = layout.items.length;
  const d = Number(knobs.embedding);
  const weights = encoder.weights(data.shape, d, knobs, data.vocabulary?.length ?? 0);
  const source = partOf(recipe, 'source');
  const selection = partOf(recipe, 'selection');
  const guard = partOf(recipe, 'guard');
  const constants = {
    ...batchConstants(layout, loss.anchors),
    classOfItem: tf.keep(
      tf.tensor1d(Float32Array.from([...data.train.labels, ...data.heldOut.labels])),
    ),
    ...belonging(kind, data),
  };
  const own = knobsOf(parts);
  const weightCount = weights.reduce((sum, weight) => sum + countOf(weight.shape), 0);
  const isGuided = guard.taughtFor && guard.taughtFor(knobs) !== null;
  const { count, nearMisses } = data.train;
  const sizes = {
    n,
    d,
    items: count,
    heldOut: data.heldOut.count,
    nearMisses: nearMisses?.perItem ?? 0,
  };
  return {
    encoder,
    positives: kind,
    source,
    selection,
    guard,
    loss,
    optimizer: partOf(recipe, 'optimizer'),
    schedule: partOf(recipe, 'schedule'),
    layout,
    n,
    d,
    range: data.range,
    items: count,
    weights,
    weightCount,
    guiding: isGuided ? [[weightCount], [count + data.heldOut.count, d]] : [],
    pictures: kind.inPairs ? leadingPictures(layout, data) : null,
    kept: source.state?.(sizes, knobs) ?? [],
    lists: source.lists?.(data.train, knobs, data.heldOut) ?? null,
    synthetic: {
      name: source.synthetic?.name ?? '',
      count: source.synthetic?.count(sizes, knobs) ?? 0,
    },
    counted: Object.keys(selection.state ?? {}),
    hasMomentumEncoder: Boolean(source.keys || guard.asksMomentumEncoder?.(knobs)),
    ...constants,
    hardestPositive: kind.hardestOnly?.(knobs) ?? false,
    fixed: Object.fromEntries(
      Object.entries(knobs).filter(([name]) => own[name] && restarts(own[name])),
    ),
    dispose: () => tf.dispose(Object.values(constants).flat() as Tensor[]),
  };
}

/**
 * What belongs together among all items: a class, a given pair, or an item and itself; and which of
 * the training items only ask.
 */
function belonging({ byLabel, inPairs }: Positives, { train, heldOut }: Data) {
  const together = ({ count, labels, pairs }: Items, first: number) => {
    const group = Array.from({ length: count }, (_, item) =>
      byLabel ? (labels[item] as number) : first + item,
    );
    if (inPairs)
      for (let i = 0; i < (pairs?.length ?? 0); i += 2)
        group[pairs?.[i + 1] as number] = group[pairs?.[i] as number] as number;
    return group;
  };
  const asksOnly = new Float32Array(train.count);
  if (inPairs)
    for (const query of train.pairs?.filter((_, at) => at % 2 === 0) ?? []) asksOnly[query] = 1;
  return {
    groupOfItem: tf.keep(tf.tensor1d([...together(train, 0), ...together(heldOut, train.count)])),
    asksOnly: tf.keep(tf.tensor1d(asksOnly)),
  };
}

/** Texts from which on no list of the nearest that a source keeps runs out of them. */
const MANY_TEXTS = 512;

/**
 * Queries of a batch, if all queries are pictures and all keys texts. Then all that a source names
 * are texts too: pictures only ask, and an item without near misses that stands in for one is void.
 */
function leadingPictures({ isQuery }: Layout, { pictures, train }: Data): number | null {
  const { pairs = new Int32Array(), texts = [] } = train;
  const isPicture = (item: number) => texts[item] === '';
  const goOneWay = pairs.every((item, at) => isPicture(item) === (at % 2 === 0));
  if (!pictures || !goOneWay || pairs.length < 2 * MANY_TEXTS) return null;
  return isQuery.reduce((sum, one) => sum + one, 0);
}

/** Which rows exist and which candidates may be negatives, from the layout of the batch. */
function batchConstants(layout: Layout, anchors: Loss['anchors']) {
  const n = layout.items.length;
  const { q, positives: positiveRows, isQuery, group } = layout;
  const table = new Float32Array(n * q * n);
  const valid = new Float32Array(n * q);
  const eligible = new Float32Array(n * n);
  const asking = Float32Array.from(isQuery, (query) => (anchors === 'queries' ? query : 1));
  for (let anchor = 0; anchor < n; anchor++) {
    const asks = asking[anchor] === 1;
    const answers = (candidate: number) =>
      anchors === 'all' || isQuery[candidate] !== isQuery[anchor];
    for (let i = anchor * q; i < (anchor + 1) * q; i++) {
      const positive = positiveRows[i] as number;
      table[i * n + positive] = 1;
      valid[i] = asks && answers(positive) ? 1 : 0;
    }
    for (let candidate = 0; candidate < n; candidate++)
      eligible[anchor * n + candidate] =
        asks && answers(candidate) && group[anchor] !== group[candidate] ? 1 : 0;
  }
  const oneHot = (rows: readonly number[]) => {
    const values = new Float32Array(rows.length * n);
    rows.forEach((row, i) => void values.fill(1, i * n + row, i * n + row + 1));
    return tf.keep(tf.tensor2d(values, [rows.length, n]));
  };
  const partnerOf = (row: number) => positiveRows[row * q] as number;
  const every = Array.from({ length: n }, (_, row) => row);
  const queries = every.filter((row) => isQuery[row] === 1);
  return {
    positiveTable: tf.keep(tf.tensor3d(table, [n, q, n])),
    valid: tf.keep(tf.tensor2d(valid, [n, q])),
    eligible: tf.keep(tf.tensor2d(eligible, [n, n])),
    asks: tf.keep(tf.tensor2d(asking, [n, 1])),
    isQuery: tf.keep(tf.tensor1d(Float32Array.from(isQuery))),
    sides: [oneHot(queries), oneHot(queries.map(partnerOf))] as const,
    partners: oneHot(every.map(partnerOf)),
  };
}

/** The knobs of a recipe as its parts take them: live numbers as scalars on the device. */
export class KnobTensors {
  private scalars: Record<string, Scalar> = {};
  private values: Readonly<Record<string, KnobValue>> = {};

  /** Puts the values of a recipe on the device; those that did not change stay as they are. */
  set(recipe: Recipe) {
    const own = knobsOf(recipe.parts);
    for (const [name, value] of Object.entries(recipe.knobs)) {
      const knob = own[name];
      if (!knob || restarts(knob) || this.values[name] === value) continue;
      const known = this.scalars[name];
      this.scalars[name] = known
        ? rewritten(known, Float32Array.of(value as number))
        : tf.keep(tf.scalar(value as number));
    }
    this.values = recipe.knobs;
  }

  /** What a part destructures: scalars for live numbers, plain values for the others. */
  get all(): AnyKnobs {
    return { ...this.values, ...this.scalars };
  }

  /** The scalars alone. */
  get tensors(): Tensor[] {
    return Object.values(this.scalars);
  }

  dispose() {
    tf.dispose(this.tensors);
    this.scalars = {};
    this.values = {};
  }
}
