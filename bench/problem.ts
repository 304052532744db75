import { firstWeights } from '../src/engine/step/firstState';
import { itemsByClass, type Plan } from '../src/engine/step/plan';
import { STREAM } from '../src/engine/tensors/streams';
import type { Data } from '../src/parts/data';
import { randomStream, streamKey, uniformAt } from '../src/parts/random';
import { sizeOf } from '../src/parts/sizeOf';
import { partOf, type Recipe, seedOf } from '../src/recipe/recipe';
import { loadRecipe, type RecipeName } from './recipes';

/**
 * A recipe as an engine without our parts needs it: arrays and numbers. Weights and batches are
 * the very ones that our own engine starts from and draws.
 */
export interface Problem {
  readonly name: RecipeName;
  readonly recipes: readonly Recipe[];
  readonly data: Data;
  /** Rows of a batch, positives of a row, dimensions of an embedding. */
  readonly n: number;
  readonly q: number;
  readonly d: number;
  /** Kernel, bias, kernel, bias, ...: rank 4 is a convolution of stride 2, rank 2 a dense layer. */
  readonly weights: readonly { shape: number[]; values: Float32Array }[];
  /** Rows that are the positives of each row, [N, Q]. */
  readonly positiveRows: Int32Array;
  /** 1 where the candidate may be a negative of the row, [N, N]. */
  readonly eligible: Float32Array;
  readonly lanes: readonly { loss: string; selection: string }[];
  readonly learningRate: number;
  readonly temperature: number;
  readonly margin: number;
  /** Items of the batch of a step, [N]. */
  itemsOf(step: number): Int32Array;
  /** Uniform numbers for a random selection, [N, Q, N]. */
  drawsOf(step: number): Float32Array;
}

export async function loadProblem(name: RecipeName): Promise<Problem> {
  const { recipes, data } = await loadRecipe(name);
  const [recipe] = recipes as [Recipe];
  const { parts, knobs } = recipe;
  const kind = partOf(recipe, 'positives');
  if (parts.positives !== 'label') throw new Error('Batches here are drawn by label.');
  const byClass = itemsByClass(data.train.labels, data.classNames.length);
  const smallest = Math.min(...byClass.map((items) => items.length));
  const layout = kind.layout(knobs, {
    classes: byClass.length,
    smallestClass: smallest,
    pairs: 0,
  });
  const { q, group } = layout;
  const n = layout.items.length;
  const d = Number(knobs.embedding);
  const seed = seedOf(recipe);
  const arrays = partOf(recipe, 'encoder').weights(data.shape, d, knobs, 0);
  const weightCount = arrays.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const together = firstWeights({ weights: arrays, weightCount } as unknown as Plan, seed);
  let start = 0;
  const weights = arrays.map(({ shape }) => {
    const values = together.slice(start, start + sizeOf(shape));
    start += values.length;
    return { shape: [...shape], values };
  });
  return {
    name,
    recipes,
    data,
    n,
    q,
    d,
    weights,
    positiveRows: layout.positives,
    eligible: Float32Array.from({ length: n * n }, (_, i) =>
      group[Math.floor(i / n)] === group[i % n] ? 0 : 1,
    ),
    lanes: recipes.map(({ parts: { loss, selection } }) => ({ loss, selection })),
    learningRate: Number(knobs.learningRate),
    temperature: Number(knobs.temperature ?? 0),
    margin: Number(knobs.margin ?? 0),
    itemsOf: (step) =>
      kind.sample(
        { byClass, groups: data.groups, pairs: [] },
        layout,
        randomStream(seed, STREAM.batch, step),
      ),
    drawsOf(step) {
      const key = streamKey(seed, STREAM.selection, step);
      return Float32Array.from({ length: n * q * n }, (_, i) => uniformAt(key, i));
    },
  };
}
