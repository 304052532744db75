import type { Data } from '../src/parts/data';
import { readLink } from '../src/recipe/link';
import { partOf, type Recipe, seedOf } from '../src/recipe/recipe';
import { photosInPairs } from './photos';

/** What is trained: the lanes of a link, on the data of the link or on photos in pairs. */
interface BenchRecipe {
  readonly link: string;
  /** Images of a batch, half of them views of the other half; else the data of the link. */
  readonly pairedImages?: number;
}

/**
 * Every recipe, small ones first. NT-Xent over two views is set up as "same label" on photos whose
 * two items are two ready-made views: the loss is SimCLR's, yet no engine has to repeat another's
 * augmentation, so all of them compute the very same thing. Augmentation is left out of the step.
 *
 * Birds and lanes learn at a quarter of the page's rate: at 0.002 a change of the first weights by
 * 1e-7 of themselves, less than any two engines differ by, soon exchanges mined negatives.
 */
export const benchRecipes = {
  'points-mlp': { link: 'data=points&encoder=mlp' },
  'cnn28-ntxent-8': { link: 'loss=ntXent&selection=all&learningRate=0.001', pairedImages: 8 },
  'cnn28-ntxent-64': { link: 'loss=ntXent&selection=all&learningRate=0.001', pairedImages: 64 },
  'cnn28-triplet-64': { link: 'learningRate=0.001' },
  'birds-triplet': { link: 'data=birds&classes=24&samples=3&learningRate=0.0005' },
  'glyphs-lanes': { link: 'learningRate=0.0005&lanes=selection:hardest,random,semiHard' },
  'cnn28-ntxent-256': { link: 'loss=ntXent&selection=all&learningRate=0.001', pairedImages: 256 },
} as const satisfies Record<string, BenchRecipe>;

export type RecipeName = keyof typeof benchRecipes;

/** For tests, and for the processor's share of a step where the device is slow. */
export const TINY: RecipeName = 'cnn28-ntxent-8';

/** The recipes of its lanes, and the data they train on. */
export async function loadRecipe(
  name: RecipeName,
): Promise<{ recipes: readonly Recipe[]; data: Data }> {
  const { link, pairedImages }: BenchRecipe = benchRecipes[name];
  const { recipes, problems } = readLink(link);
  if (problems.length > 0) throw new Error(problems.join(' '));
  if (pairedImages) {
    // Past the range of the knob for 256: a recipe is plain data, only the page's controls stop there.
    const knobs = { classes: pairedImages / 2, samples: 2 };
    const paired = recipes.map(({ parts, knobs: own }) => ({ parts, knobs: { ...own, ...knobs } }));
    return { recipes: paired, data: photosInPairs };
  }
  const [recipe] = recipes as [Recipe];
  const data = await partOf(recipe, 'data').load({
    seed: seedOf(recipe),
    knobs: recipe.knobs,
    readFile: () => Promise.reject(new Error('No recipe here reads a file.')),
  });
  return { recipes, data };
}
