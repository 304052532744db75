import { describe, expect, test } from 'vitest';
import { disguiseOf } from './disguises';
import { kinds } from './kinds';
import { defaultRecipe, differences, partOf, type Recipe, withKnob, withPart } from './recipe';
import { unfit } from './rules';

const turned = (recipe: Recipe, knobs: Readonly<Record<string, number>>) =>
  Object.entries(knobs).reduce((result, [name, value]) => withKnob(result, name, value), recipe);

const reweighted = (knobs: Readonly<Record<string, number>>) =>
  turned(withPart(defaultRecipe, 'loss', 'hcl'), knobs);
const weighted = (loss: string, knobs: Readonly<Record<string, number>>) =>
  turned(withPart(withPart(defaultRecipe, 'selection', 'hardnessWeighted'), 'loss', loss), knobs);

describe('a loss that reweighs its negatives', () => {
  test('is matched by NT-Xent at temperature / (1 + beta), all else alike', () => {
    const recipe = reweighted({ temperature: 0.5, beta: 4, k: 8 });
    const found = disguiseOf(recipe);
    expect(found).toMatchObject({ kind: 'loss', plainly: 'NT-Xent at temperature 0.1' });
    expect(found?.sentence).toContain('temperature 0.1.');
    expect(found?.matched.parts.loss).toBe('ntXent');
    expect(found?.matched.knobs).toMatchObject({ temperature: 0.1, k: 8 });
    const own = Object.keys(partOf(recipe, 'loss').knobs);
    const apart = differences([recipe, found?.matched as Recipe]);
    expect(apart.filter((name) => name !== 'loss' && !own.includes(name))).toEqual([]);
  });

  test('without concentration it is no other knob', () => {
    expect(disguiseOf(reweighted({ beta: 0 }))).toBeNull();
  });

  test('a temperature below what the knob can do is named as it is, and matched as near as can be', () => {
    const found = disguiseOf(reweighted({ temperature: 0.05, beta: 10 }));
    expect(found?.sentence).toContain('0.0045');
    expect(found?.plainly).toContain('0.01');
    expect(found?.matched.knobs.temperature).toBe(0.01);
  });
});

describe('weights before a softmax', () => {
  test('are matched by all negatives at temperature / (1 + beta temperature)', () => {
    const found = disguiseOf(weighted('ntXent', { temperature: 0.5, concentration: 8 }));
    expect(found).toMatchObject({ kind: 'selection', plainly: 'all negatives at temperature 0.1' });
    expect(found?.matched.parts).toMatchObject({ selection: 'all', loss: 'ntXent' });
    expect(found?.matched.knobs.temperature).toBe(0.1);
  });

  test('are themselves before a loss that is no softmax', () => {
    expect(disguiseOf(weighted('triplet', { concentration: 8 }))).toBeNull();
  });
});

test('parts that are what they say have no disguise', () => {
  for (const loss of Object.keys(kinds.loss.parts).filter((id) => id !== 'hcl'))
    expect(disguiseOf(withPart(defaultRecipe, 'loss', loss)), loss).toBeNull();
});

test('what is offered to compare with fits together', () => {
  for (const recipe of [reweighted({}), weighted('infoNce', {})]) {
    const { matched } = disguiseOf(recipe) as { matched: Recipe };
    for (const kind of Object.keys(kinds) as (keyof typeof kinds)[])
      expect(unfit(matched, kind, matched.parts[kind])).toBeNull();
  }
});
