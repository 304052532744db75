import { afterEach, describe, expect, test } from 'vitest';
import { coveringRecipes } from '../../recipe/covering.testing';
import { type KindId, kindIds, kinds } from '../../recipe/kinds';
import { readLink } from '../../recipe/link';
import { partOf, type Recipe, recipeOf, withPart } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';
import { NodeRun } from '../run/inNode';
import { tf } from '../tf';

let run: NodeRun;
afterEach(() => run.close());

const POINTS = 'data=points&encoder=mlp&width=8&layers=1&embedding=3';
const AT = {
  'by label': `${POINTS}&classes=4&samples=3`,
  'two views': `${POINTS}&positives=views&pairs=8`,
  'two views of digits': 'data=digits&positives=views&pairs=8&filters=4',
};
/** A covering set takes some two minutes on a quiet machine. */
const LONGEST_MS = process.env.VITE_CLAIMS === '1' ? 7_200_000 : 500_000;
/** The parts that decide how a lane learns. */
const TRIED: readonly KindId[] = ['source', 'selection', 'guard', 'loss'];

/** Knobs that make memories small and warm-ups short, so that twenty steps reach what they do. */
const small = (recipe: Recipe): Recipe =>
  recipeOf(recipe.parts, { ...recipe.knobs, queueSize: 32, memorySize: 32, warmUp: 5 });

/** `npm run claims`: every combination there is, not only every two parts. */
const isEvery = process.env.VITE_CLAIMS === '1';

const everyRecipe = (base: Recipe): Recipe[] =>
  TRIED.reduce<Recipe[]>(
    (recipes, kind) =>
      recipes.flatMap((recipe) =>
        Object.keys(kinds[kind].parts).map((id) => withPart(recipe, kind, id)),
      ),
    [base],
  ).filter((recipe) => TRIED.every((kind) => !unfit(recipe, kind, recipe.parts[kind])));

/** Trains every recipe that many steps, one lane after the other; nothing may break or stay. */
async function train(base: Recipe, recipes: readonly Recipe[], steps: number) {
  run = new NodeRun();
  await run.open(recipes.slice(0, 1));
  const trained = async (recipe: Recipe, count: number) => {
    run.tell({ type: 'change', experiment: [{ id: 7, recipe }] });
    const ended = await run.step(count);
    const told = run.reports.findLast(({ type }) => type === ended);
    const message = told && 'message' in told ? told.message : '';
    expect(told?.type, `${message} ${JSON.stringify(recipe)}`).toBe('done');
  };
  for (const recipe of recipes) {
    const about = JSON.stringify(recipe);
    await trained(recipe, steps);
    const { picture, trace } = run.frame.lanes[0] as (typeof run.frame.lanes)[0];
    const { hubness: _, ...defined } = picture?.measures ?? {};
    expect(Object.values(defined).every(Number.isFinite), about).toBe(true);
    expect(trace.measures.loss.every(Number.isFinite), about).toBe(true);
    for (const dial of picture?.dials ?? []) {
      expect(dial.value, `${dial.label} of ${about}`).toBeGreaterThanOrEqual(dial.low);
      expect(dial.value, `${dial.label} of ${about}`).toBeLessThanOrEqual(dial.high);
    }
    run.reports.length = 0;
  }
  // By now the numbers that are fed are made for all of them: another round may leave nothing.
  await trained(base, 1);
  const before = tf.memory().numTensors;
  for (const recipe of recipes.filter((_, i) => i % 5 === 0)) await trained(recipe, 1);
  await trained(base, 1);
  expect(tf.memory().numTensors).toBe(before);
}

describe('every two parts that the rules allow together train without a NaN or a leak', () => {
  test.each(['by label', 'two views'] as const)(
    'on points, %s, 20 steps',
    async (at) => {
      const base = readLink(AT[at]).recipes[0] as Recipe;
      const recipes = (isEvery ? everyRecipe(base) : coveringRecipes(base, TRIED)).map(small);
      expect(recipes.length).toBeGreaterThan(40);
      await train(base, recipes, 20);
    },
    LONGEST_MS,
  );

  test(
    'on digits, two views, 2 steps',
    async () => {
      const base = readLink(AT['two views of digits']).recipes[0] as Recipe;
      const recipes = TRIED.flatMap((kind) =>
        Object.keys(kinds[kind].parts)
          .filter((id) => unfit(base, kind, id) === null)
          .map((id) => small(withPart(base, kind, id))),
      );
      await train(base, recipes, 2);
    },
    LONGEST_MS,
  );
});

test(
  'every option of every choice trains 20 steps without a NaN',
  async () => {
    const bases = Object.values(AT)
      .slice(0, 2)
      .map((link) => readLink(link).recipes[0] as Recipe);
    const options = bases.flatMap((base) =>
      kindIds
        .filter((kind) => kind !== 'data' && kind !== 'encoder')
        .flatMap((kind) =>
          Object.keys(kinds[kind].parts)
            .filter((id) => unfit(base, kind, id) === null)
            .flatMap((id) => {
              const recipe = withPart(base, kind, id);
              return Object.entries(partOf(recipe, kind).knobs).flatMap(([name, knob]) =>
                knob.kind === 'choice'
                  ? Object.keys(knob.options)
                      .filter((option) => option !== knob.default)
                      .map((option) => recipeOf(recipe.parts, { ...recipe.knobs, [name]: option }))
                  : [],
              );
            }),
        ),
    );
    expect(options.length).toBeGreaterThan(10);
    await train(bases[0] as Recipe, options.map(small), 20);
  },
  LONGEST_MS,
);
