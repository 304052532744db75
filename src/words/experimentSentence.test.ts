import { expect, test } from 'vitest';
import { presetRecipes } from '../recipe/presets';
import { defaultRecipe, type Recipe, withKnob, withPart } from '../recipe/recipe';
import { exchanged } from '../recipe/rules';
import { withMarks } from '../ui/sentence/marks';
import { type SentencePiece, sentenceOf } from './experimentSentence';

const lanesOf = (recipes: readonly Recipe[]) => recipes.map((recipe, id) => ({ id, recipe }));
/** The sentence as it reads, with phrases in brackets and lane chips in braces. */
const read = (pieces: readonly SentencePiece[]) =>
  pieces
    .map((piece) =>
      piece.kind === 'text' ? piece.text : piece.lane ? `{${piece.text}}` : `[${piece.text}]`,
    )
    .join('');
const sentence = (...recipes: Recipe[]) => read(sentenceOf(lanesOf(recipes)));

test('on arrival the sentence reads as the design has it', () => {
  expect(sentence(...presetRecipes('tooEasyTooHard'))).toBe(
    'Train a [small CNN] to [32 dimensions] on [look-alike glyphs], positives [by label], ' +
      '[triplet loss, margin 0.2], negatives [in batch]: {the hardest} or {a random one} or {a semi-hard one}.',
  );
});

test('one lane has no chips, and a sphere is called a sphere', () => {
  expect(sentence(withKnob(defaultRecipe, 'embedding', '3'))).toContain('to [a sphere] on');
  expect(sentence(defaultRecipe)).not.toContain('{');
});

test('a knob that differs gets chips of its own beside its part', () => {
  const [one, other] = [0.1, 0.5].map((margin) => withKnob(defaultRecipe, 'margin', margin));
  expect(sentence(one as Recipe, other as Recipe)).toContain(
    '[triplet loss], margin {0.1} or {0.5},',
  );
  const rates = [0.01, 0.1].map((rate) => withKnob(defaultRecipe, 'learningRate', rate));
  expect(sentence(...rates)).toMatch(/, by \[Adam\], learning rate \{0.01\} or \{0.1\}\.$/);
});

test('lanes with different losses name each loss with its own knobs', () => {
  expect(sentence(defaultRecipe, withPart(defaultRecipe, 'loss', 'ntXent'))).toContain(
    '{triplet loss, margin 0.2} or {NT-Xent, temperature 0.',
  );
});

test('the guard is spoken of only where candidates can be false negatives', () => {
  expect(sentence(defaultRecipe)).not.toContain('guard');
  const views = exchanged(defaultRecipe, 'positives', 'views').recipe;
  expect(sentence(withKnob(views, 'k', 8))).toMatch(
    /\[semi-hard ones, 8 negatives per pair\], \[unguarded\]\.$/,
  );
});

test('exchanging a chip names its one lane, a phrase all of them', () => {
  const phrases = sentenceOf(lanesOf(presetRecipes('tooEasyTooHard'))).filter(
    (piece) => piece.kind === 'phrase',
  );
  expect(phrases.filter(({ lane }) => lane).map(({ name, lane }) => [name, lane?.id])).toEqual([
    ['selection', 0],
    ['selection', 1],
    ['selection', 2],
  ]);
});

test('what was chosen about the data is said, and can be chosen otherwise', () => {
  const birds = withPart(defaultRecipe, 'data', 'birds');
  expect(sentence(birds)).toContain('on [fine-grained birds], positives');
  expect(sentence(withKnob(birds, 'heldOut', 'classes'))).toContain(
    'on [fine-grained birds], tested on [classes never seen], positives',
  );
});

test('a loss that reads no negatives is said to, and where they come from is not', () => {
  const { recipe } = exchanged(defaultRecipe, 'loss', 'vicReg');
  expect(sentence(recipe)).toMatch(/\[VICReg, [^\]]+\], without negatives\.$/);
  expect(sentence(recipe, defaultRecipe)).toContain(', negatives [in batch]: ');
});

test('every mark goes with the phrase before it, and none is lost', () => {
  const marked = (recipe: Recipe) => withMarks(sentenceOf(lanesOf([recipe])));
  const shown = (recipe: Recipe) =>
    marked(recipe)
      .map(({ piece, mark }) => piece.text + mark)
      .join('');
  const plain = (recipe: Recipe) =>
    sentenceOf(lanesOf([recipe]))
      .map(({ text }) => text)
      .join('');
  const { recipe: none } = exchanged(defaultRecipe, 'loss', 'vicReg');
  for (const recipe of [defaultRecipe, none]) expect(shown(recipe)).toBe(plain(recipe));
  const begun = marked(defaultRecipe).filter(({ piece }) => /^[,:.]/.test(piece.text));
  expect(begun).toEqual([]);
});
