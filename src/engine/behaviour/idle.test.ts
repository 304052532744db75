import { afterEach, expect, test } from 'vitest';
import type { Knobs } from '../../parts/part';
import { kindIds, kinds } from '../../recipe/kinds';
import { readLink } from '../../recipe/link';
import { isInUse, type Recipe, withKnob, withPart } from '../../recipe/recipe';
import { unfit } from '../../recipe/rules';
import { NodeRun } from '../run/inNode';

let run: NodeRun;
afterEach(() => run.close());

const bases = ['positives=label&classes=4&samples=3', 'positives=views&pairs=8'].map(
  (positives) =>
    readLink(`data=points&encoder=mlp&width=8&layers=1&embedding=3&${positives}`)
      .recipes[0] as Recipe,
);

/** Every knob that can be idle, in a recipe in which it is. */
const idle = kindIds.flatMap((kind) =>
  Object.entries(kinds[kind].parts).flatMap(([id, { knobs }]) =>
    Object.entries(knobs as Knobs).flatMap(([name, { when }]) => {
      const choice = when && (knobs as Knobs)[when.knob];
      const base = bases.find((one) => unfit(one, kind, id) === null);
      if (!when || choice?.kind !== 'choice' || !base) return [];
      const own = withPart(base, kind, id);
      const others = Object.keys(choice.options).filter((option) => !when.is.includes(option));
      const off = others.map((option) => withKnob(own, when.knob, option));
      const replaced = when.unless
        ? when.is.map((option) =>
            withKnob(withPart(own, 'source', 'momentumQueue'), when.knob, option),
          )
        : [];
      return [...off, ...replaced].map((recipe) => ({
        name,
        about: `${recipe.parts.source} and ${when.knob} ${recipe.knobs[when.knob]}`,
        recipe,
      }));
    }),
  ),
);

test.each(idle)('with $about the knob $name does nothing, as it says', async ({ name, recipe }) => {
  expect(isInUse(recipe, name)).toBe(false);
  const [low, high] = [-1e9, 1e9].map((value) => withKnob(recipe, name, value)) as [Recipe, Recipe];
  expect(low.knobs[name]).not.toBe(high.knobs[name]);
  run = new NodeRun();
  expect(await run.open([low, high])).toBe('done');
  expect(await run.step(5)).toBe('done');
  expect(run.losses(0)).toEqual(run.losses(1));
  expect(run.picture(0).measures).toEqual(run.picture(1).measures);
});
