import { describe, expect, test } from 'vitest';
import type { Knob, Knobs, NumberKnob } from '../parts/part';
import { randomStream } from '../parts/random';
import { type KindId, kindIds, kinds, settings } from './kinds';
import { readLink, writeLink } from './link';
import { ownWritten } from './ownInLink';
import { type PresetId, presetRecipes, presets } from './presets';
import {
  defaultRecipe,
  differences,
  fitted,
  isInUse,
  knobsOf,
  numbered,
  partOf,
  type Recipe,
  recipeOf,
  restartKey,
  withKnob,
  withPart,
} from './recipe';
import { exchanged, repaired, unfit } from './rules';

/** A recipe with random parts and knobs, made to fit. */
function randomRecipe(seed: number, lane: number): Recipe {
  const shared = randomStream(seed);
  const own = randomStream(seed, lane);
  const pick = (kind: KindId, from: typeof own) => {
    const ids = Object.keys(kinds[kind].parts);
    return ids[from.integer(ids.length)] as string;
  };
  const data = pick('data', shared);
  const parts = Object.fromEntries(
    kindIds.map((kind) => [kind, kind === 'data' ? data : pick(kind, own)]),
  ) as Recipe['parts'];
  const { recipe } = repaired(recipeOf(parts));
  const values = Object.entries(knobsOf(recipe.parts)).map(([name, knob]) => {
    const isOfData = name === 'seed' || name in partOf(recipe, 'data').knobs;
    const from = isOfData ? shared : own;
    if (from.uniform() < 0.5) return [name, recipe.knobs[name]];
    if (knob.kind === 'number') return [name, fitted(knob, from.uniform(knob.min, knob.max))];
    const options = Object.keys(knob.options);
    return [name, options[from.integer(options.length)]];
  });
  const turned = recipeOf(recipe.parts, Object.fromEntries(values));
  // What is not in use is part of no link.
  const used = Object.entries(turned.knobs).filter(([name]) => isInUse(turned, name));
  return recipeOf(turned.parts, Object.fromEntries(used));
}

describe('a recipe', () => {
  test('no two kinds of parts give a knob the same name, so links stay unambiguous', () => {
    const owners = new Map<string, Set<string>>();
    for (const kind of kindIds)
      for (const part of Object.values(kinds[kind].parts))
        for (const name of Object.keys(part.knobs))
          owners.set(name, (owners.get(name) ?? new Set()).add(kind));
    for (const name of [
      ...Object.keys(settings),
      ...kindIds,
      'lanes',
      'backend',
      'own',
      'ownClasses',
    ])
      expect(owners.has(name), name).toBe(false);
    expect([...owners].filter(([, by]) => by.size > 1)).toEqual([]);
  });

  test('every knob default lies in its own range and on its own grid', () => {
    for (const kind of kindIds)
      for (const part of Object.values(kinds[kind].parts))
        for (const [name, knob] of Object.entries(part.knobs as Record<string, Knob>))
          expect(fitted(knob, knob.default), name).toBe(knob.default);
  });

  test('a knob out of range is clamped, and text is refused', () => {
    expect(withKnob(defaultRecipe, 'margin', 99).knobs.margin).toBe(2);
    expect(withKnob(defaultRecipe, 'margin', 'wide')).toBe(defaultRecipe);
    expect(withKnob(defaultRecipe, 'temperature', 0.1)).toBe(defaultRecipe);
  });

  test('turning the margin does not restart a lane, and exchanging the encoder does', () => {
    expect(restartKey(withKnob(defaultRecipe, 'margin', 0.5))).toBe(restartKey(defaultRecipe));
    expect(restartKey(withPart(defaultRecipe, 'encoder', 'mlp'))).not.toBe(
      restartKey(defaultRecipe),
    );
  });

  test.each([
    ['data', 'glyphs', 'birds', 'heldOut', 'classes'],
    ['data', 'birds', 'glyphs', 'imagesPerClass', 40],
    ['source', 'momentumQueue', 'mixed', 'queueSize', 64],
    ['selection', 'semiHard', 'hardest', 'k', 8],
    ['loss', 'infoNce', 'supCon', 'temperature', 0.1],
  ] as const)(
    'exchanging %s %s for %s keeps %s where it was turned to',
    (kind, from, to, name, value) => {
      const turned = withKnob(withPart(defaultRecipe, kind, from), name, value);
      expect(withPart(turned, kind, to).knobs[name]).toBe(value);
    },
  );

  test.each([
    ['data', 'glyphs', 'birds', 'nuisance'],
    ['encoder', 'smallCnn', 'textCnn', 'filters'],
    ['loss', 'triplet', 'margin', 'margin'],
    ['loss', 'infoNce', 'hcl', 'temperature'],
  ] as const)(
    'exchanging %s %s for %s takes its own %s, which means something else',
    (kind, from, to, name) => {
      const before = withPart(defaultRecipe, kind, from);
      const { max } = knobsOf(before.parts)[name] as NumberKnob;
      const turned = withKnob(before, name, max);
      const own = withPart(turned, kind, to);
      expect(turned.knobs[name]).toBe(max);
      expect(own.knobs[name]).toBe(knobsOf(own.parts)[name]?.default);
    },
  );

  test('exchanging the optimizer takes its own learning rate, not the last one', () => {
    expect(withPart(defaultRecipe, 'optimizer', 'sgd').knobs.learningRate).toBe(0.05);
  });

  test('lanes name exactly what differs between them', () => {
    expect(differences(presetRecipes('tooEasyTooHard'))).toEqual(['selection']);
  });
});

describe('a knob that is not always in use', () => {
  const waiting = kindIds.flatMap((kind) =>
    Object.entries(kinds[kind].parts).flatMap(([id, { knobs }]) =>
      Object.entries(knobs as Knobs).flatMap(([name, { when }]) =>
        when ? [{ kind, id, name, when, knobs: knobs as Knobs }] : [],
      ),
    ),
  );

  test.each(waiting)(
    '$name of $id names a choice of its own part, and not all of its options',
    ({ when, knobs }) => {
      const choice = knobs[when.knob];
      const options = choice?.kind === 'choice' ? Object.keys(choice.options) : [];
      expect(when.is.every((option) => options.includes(option))).toBe(true);
      expect(when.is.length).toBeGreaterThan(0);
      expect(when.is.length).toBeLessThan(options.length);
    },
  );

  const guarded = readLink('positives=views&guard=threshold').recipes[0] as Recipe;

  test('is in no link and sets no lanes apart while it does nothing', () => {
    const turned = withKnob(guarded, 'guideMomentum', 0.5);
    expect(turned.knobs.guideMomentum).toBe(0.5);
    expect(writeLink(numbered([turned]))).toBe(writeLink(numbered([guarded])));
    expect(differences([turned, guarded])).toEqual([]);
    const used = withKnob(turned, 'guide', 'momentum');
    expect(writeLink(numbered([used]))).toContain('guideMomentum=0.5');
    expect(differences([used, withKnob(used, 'guideMomentum', 0.9)])).toEqual(['guideMomentum']);
  });

  test('gives way to the knob of another part that counts instead', () => {
    const momentum = withKnob(guarded, 'guide', 'momentum');
    expect(isInUse(momentum, 'guideMomentum')).toBe(true);
    const queued = withPart(momentum, 'source', 'momentumQueue');
    expect(isInUse(queued, 'guideMomentum')).toBe(false);
    expect(isInUse(queued, 'encoderMomentum')).toBe(true);
  });

  test('is read from a link that names it all the same', () => {
    const { recipes, problems } = readLink('positives=views&guard=threshold&guideMomentum=0.5');
    expect(problems).toEqual([]);
    expect(recipes[0]?.knobs.guideMomentum).toBe(0.5);
  });

  test('is made to do something by a link that names it and leaves the choice open', () => {
    const read = (link: string) => readLink(link).recipes[0] as Recipe;
    expect(read('loss=sigmoid').knobs.bias).toBe('fitted');
    const old = read('loss=sigmoid&logitBias=-4.1');
    expect(old.knobs).toMatchObject({ bias: 'byHand', logitBias: -4.1 });
    expect(read(writeLink(numbered([old])))).toEqual(old);
    expect(read('loss=sigmoid&bias=fitted&logitBias=-4.1').knobs.bias).toBe('fitted');
    const lanes = readLink('loss=sigmoid&lanes=logitBias:-5;bias:fitted').recipes;
    expect(lanes.map(({ knobs }) => knobs.bias)).toEqual(['byHand', 'fitted']);
    expect(readLink(writeLink(numbered(lanes))).recipes).toEqual(lanes);
  });
});

describe('what does not fit', () => {
  test('a CNN for points is refused with a reason, and exchanged when points are chosen', () => {
    const { recipe, changes } = exchanged(defaultRecipe, 'data', 'points');
    expect(recipe.parts.encoder).toBe('mlp');
    expect(changes.join()).toContain('CNN');
    expect(unfit(recipe, 'encoder', 'smallCnn')).toContain('images');
    expect(unfit(recipe, 'encoder', 'mlp')).toBeNull();
  });

  test('the oracle is refused where labels leave nothing to guard', () => {
    expect(unfit(defaultRecipe, 'guard', 'oracle')).toContain('nothing to guard');
    expect(unfit(withPart(defaultRecipe, 'positives', 'views'), 'guard', 'oracle')).toBeNull();
  });

  test.each(kindIds)('every %s that is offered fits some recipe', (kind) => {
    for (const id of Object.keys(kinds[kind].parts)) {
      const bases = Array.from({ length: 40 }, (_, i) => randomRecipe(i, 0));
      expect(
        bases.some((base) => unfit(base, kind, id) === null),
        id,
      ).toBe(true);
    }
  });
});

describe('a link', () => {
  test('holds nothing for one lane of defaults', () => {
    expect(writeLink(numbered([defaultRecipe]))).toBe('');
  });

  test('that names an optimizer gives it the rate that suits it', () => {
    const [recipe] = readLink('optimizer=sgd').recipes;
    expect(recipe).toEqual(withPart(defaultRecipe, 'optimizer', 'sgd'));
    expect(readLink('optimizer=sgd&learningRate=0.3').recipes[0]?.knobs.learningRate).toBe(0.3);
  });

  test('reads as in the manual', () => {
    const { recipes, problems } = readLink(
      '#data=digits&positives=views&loss=ntXent&temperature=0.2&selection=hardest&k=8&seed=7',
    );
    expect(problems).toEqual([]);
    expect(recipes).toHaveLength(1);
    expect(recipes[0]?.parts).toMatchObject({
      data: 'digits',
      positives: 'views',
      loss: 'ntXent',
      selection: 'hardest',
    });
    expect(recipes[0]?.knobs).toMatchObject({ temperature: 0.2, k: 8, seed: 7 });
  });

  test('names lanes by what differs', () => {
    const link = 'lanes=selection:hardest,random,semiHard';
    expect(readLink(link).recipes.map((recipe) => recipe.parts.selection)).toEqual([
      'hardest',
      'random',
      'semiHard',
    ]);
    expect(writeLink(numbered(readLink(link).recipes))).toBe(link);
  });

  test('lanes may differ in several things', () => {
    const { recipes, problems } = readLink(
      'lanes=selection:hardest,k:4;loss:ntXent,temperature:0.1;',
    );
    expect(problems).toEqual([]);
    expect(recipes.map((recipe) => recipe.knobs.k)).toEqual([4, 1, 1]);
    expect(recipes[1]?.knobs.temperature).toBe(0.1);
  });

  test.each(Object.keys(presets) as PresetId[])(
    'the preset %s comes back from its own link',
    (id) => {
      const recipes = presetRecipes(id);
      expect(readLink(presets[id].link).problems).toEqual([]);
      expect(readLink(writeLink(numbered(recipes))).recipes).toEqual(recipes);
      expect(writeLink(numbered(recipes)).length).toBeLessThan(400);
    },
  );

  test('says of own data what they are called and how many classes there are, and nothing else', () => {
    const { own, recipes, problems } = readLink('data=ownImages&own=my%20cats.zip&ownClasses=12');
    expect([own, problems]).toEqual([{ name: 'my cats.zip', classes: 12 }, []]);
    expect(recipes[0]?.parts).toMatchObject({ data: 'ownImages', encoder: 'smallCnn' });
    for (const one of [{ name: 'Katzen & Hunde 猫=1', classes: 0 }, own])
      expect(readLink(`data=ownTexts&${ownWritten(one)}`).own).toEqual(one);
    expect(ownWritten(null)).toBe('');
  });

  test('cuts long names of own data, never through a character, and bears damaged ones', () => {
    expect(ownWritten({ name: '🐈'.repeat(99), classes: 2 })).toBe(
      `own=${encodeURIComponent('🐈'.repeat(60))}&ownClasses=2`,
    );
    expect(ownWritten({ name: 'a\ud800b', classes: 0 })).toBe('own=ab');
    expect(readLink('data=ownImages&own=&ownClasses=many').own).toBeNull();
    expect(readLink('data=ownImages&own=x&ownClasses=-3').own).toEqual({ name: 'x', classes: 0 });
  });

  test('that names own data but trains on others is told so', () => {
    const { own, problems } = readLink('data=digits&own=cats');
    expect(own).toBeNull();
    expect(problems.join()).toContain('cats');
  });

  test('200 random experiments of one to four lanes come back exactly', () => {
    for (let seed = 0; seed < 200; seed++) {
      const recipes = Array.from({ length: 1 + (seed % 4) }, (_, lane) => randomRecipe(seed, lane));
      const link = writeLink(numbered(recipes));
      const read = readLink(link);
      expect(read.recipes, link).toEqual(recipes);
      expect(read.problems, link).toEqual([]);
    }
  });

  test.each([
    ['#data=unicorns', '“unicorns”; it stays Look-alike glyphs.'],
    ['#distance=far', '“far”; it stays Squared Euclidean.'],
    ['#margin=7', 'Margin'],
    ['#margin=wide', 'wide'],
    ['#margin=', 'Margin'],
    ['#frobnicate=1', 'frobnicate'],
    ['#justwords', 'justwords'],
    ['#backend=quantum', 'quantum'],
    ['#lanes=selection', 'selection'],
    ['#lanes=seed:1,2', 'seed'],
    ['#data=points&encoder=smallCnn', 'Encoder'],
    ['#%E0%A4%A=1', '%E0%A4%A'],
    ['#lanes=k:1,2,3,4,5,6', 'first 4'],
    ['#constructor=1&__proto__=2&data=toString', 'toString'],
  ])('a damaged link %s is named in words and the rest is kept', (link, word) => {
    const { recipes, problems } = readLink(`${link}&k=3`);
    expect(problems.join(' ')).toContain(word);
    expect(recipes.length).toBeGreaterThan(0);
    if (!link.includes('lanes')) expect(recipes[0]?.knobs.k).toBe(3);
  });
});
