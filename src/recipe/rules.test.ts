import { describe, expect, test } from 'vitest';
import { type KindId, kindIds, kinds } from './kinds';
import { defaultRecipe, withKnob, withPart } from './recipe';
import { exchanged, repaired, unfit } from './rules';

const idsOf = (kind: KindId) => Object.keys(kinds[kind].parts);

/** Every two parts of different kinds. */
const pairs = kindIds.flatMap((kind, i) =>
  kindIds
    .slice(i + 1)
    .flatMap((other) =>
      idsOf(kind).flatMap((id) =>
        idsOf(other).map((otherId) => [kind, id, other, otherId] as const),
      ),
    ),
);

describe('every two parts', () => {
  test('either go together or have a reason in one plain sentence why not', () => {
    for (const [kind, id, other, otherId] of pairs) {
      const recipe = withPart(withPart(defaultRecipe, kind, id), other, otherId);
      for (const reason of [unfit(recipe, kind, id), unfit(recipe, other, otherId)]) {
        if (reason === null) continue;
        expect(reason, `${kind} ${id} with ${other} ${otherId}`).toMatch(/^[A-Z0-9].{20,160}\.$/);
      }
    }
  });

  test('come together by exchanging other parts, or one of them gives way with a sentence', () => {
    for (const [kind, id, other, otherId] of pairs) {
      const wanted = withPart(withPart(defaultRecipe, kind, id), other, otherId);
      const { recipe, changes } = repaired(wanted);
      const about = `${kind} ${id} with ${other} ${otherId}`;
      for (const one of kindIds) expect(unfit(recipe, one, recipe.parts[one]), about).toBeNull();
      const exchangedParts = kindIds.filter((one) => recipe.parts[one] !== wanted.parts[one]);
      expect(changes, about).toHaveLength(exchangedParts.length);
    }
  });

  test('the part that was chosen last stays, whatever else has to give way', () => {
    for (const [kind, id, other, otherId] of pairs) {
      const base = repaired(withPart(defaultRecipe, kind, id)).recipe;
      if (unfit(base, other, otherId) !== null) continue;
      const { recipe } = exchanged(base, other, otherId);
      expect(recipe.parts[other], `${other} ${otherId} after ${kind} ${id}`).toBe(otherId);
    }
  });
});

test('a loss without negatives leaves nothing to choose about negatives', () => {
  const parts = Object.entries(kinds.loss.parts).filter(([, { terms }]) => terms === 'none');
  for (const [id] of parts) {
    const { recipe } = exchanged(defaultRecipe, 'loss', id);
    expect(recipe.parts).toMatchObject({ source: 'inBatch', selection: 'all', guard: 'none' });
  }
});

test('every part can be reached from the first screen', () => {
  for (const kind of kindIds)
    for (const id of idsOf(kind)) {
      const views = exchanged(defaultRecipe, 'positives', 'views').recipe;
      const withAll = exchanged(views, 'selection', 'all').recipe;
      const softmax = exchanged(withAll, 'loss', 'ntXent').recipe;
      const onPoints = exchanged(softmax, 'data', 'points').recipe;
      const onSentences = exchanged(defaultRecipe, 'data', 'sentences').recipe;
      const onCaptions = exchanged(defaultRecipe, 'data', 'captions').recipe;
      const bases = [onCaptions, defaultRecipe, views, withAll, softmax, onPoints, onSentences];
      const reached = bases.some((base) => unfit(base, kind, id) === null);
      expect(reached, `${kind} ${id}`).toBe(true);
    }
});

test('data that need batches of look-alikes bring them along, and take them away again', () => {
  const { recipe } = exchanged(defaultRecipe, 'data', 'cells');
  expect(recipe.knobs.together).toBe('lookAlikes');
  expect(exchanged(recipe, 'data', 'birds').recipe.knobs.together).toBe('any');
  const turned = withKnob(defaultRecipe, 'together', 'lookAlikes');
  expect(exchanged(turned, 'data', 'birds').recipe.knobs.together).toBe('lookAlikes');
  const { recipe: fromTexts } = exchanged(
    exchanged(defaultRecipe, 'data', 'sentences').recipe,
    'data',
    'cells',
  );
  expect(fromTexts.parts).toMatchObject({ positives: 'label', encoder: 'smallCnn' });
  expect(fromTexts.knobs.together).toBe('lookAlikes');
});
