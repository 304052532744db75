import type { Knob } from '../parts/part';
import { type KindId, kinds } from '../recipe/kinds';
import { differences, flat, knobsOf, partOf, type Recipe } from '../recipe/recipe';
import { knobWords } from './knobs';
import { capitalised } from './phrases';

const isKind = (name: string): name is KindId => Object.hasOwn(kinds, name);

/**
 * The parts and knobs in which lanes differ. A knob that only some of them have does not count, as
 * it comes with its part.
 */
export const comparable = (recipes: readonly Recipe[]): string[] =>
  differences(recipes).filter((name) => recipes.every((recipe) => name in flat(recipe)));

/** Whether the lane's loss learns without negatives. */
export const readsNone = (recipe: Recipe): boolean => partOf(recipe, 'loss').terms === 'none';

/** "Hardest" or "Margin 0.1": one thing about a recipe, as a heading says it. */
function trait(recipe: Recipe, name: string): string {
  if (isKind(name)) {
    const { label, phrase } = partOf(recipe, name);
    return label === 'None' ? capitalised(phrase) : label;
  }
  const knob = knobsOf(recipe.parts)[name] as Knob;
  return capitalised(knobWords(knob, recipe.knobs[name] ?? ''));
}

/**
 * How many lines of that many letters a name needs, if broken at spaces and hyphens. A longer word
 * has a line of its own.
 */
function linesOf(name: string, letters: number): number {
  let [lines, room] = [1, letters];
  for (const word of name.split(/(?<=[\s-])/)) {
    const length = word.trimEnd().length;
    if (length > room && room < letters) [lines, room] = [lines + 1, letters];
    room -= word.length;
  }
  return lines;
}

/** The room that the headings of lanes side by side keep for names. */
export interface NameRoom {
  /**
   * 'line': one line. 'lines': several beside the figure. 'own': several of the whole width, the
   * figure below.
   */
  readonly kind: 'line' | 'lines' | 'own';
  /** How many lines there are in a narrow lane. */
  readonly lines: number;
}

/** Letters that fit on one line of all lanes together, in the usual size. */
const LINE = 40;
/** Letters that fit beside the figure, set small: with three lanes, and with four. */
const [BESIDE, BESIDE_OF_FOUR] = [18, 9];
/** Letters that fit on a line of the whole width of one lane of four, set small. */
const WHOLE = 16;

/** The room that the longest name needs. All lanes keep as much, so that their views align. */
export function nameRoom(names: readonly string[]): NameRoom {
  const most = (letters: number) => Math.max(1, ...names.map((name) => linesOf(name, letters)));
  if (names.every((name) => name.length <= LINE / names.length)) return { kind: 'line', lines: 1 };
  const lines = most(names.length > 3 ? BESIDE_OF_FOUR : BESIDE);
  return lines > 3 && names.length > 3
    ? { kind: 'own', lines: most(WHOLE) }
    : { kind: 'lines', lines };
}

/** What a single lane is called: its selection, or its loss if that reads no negatives. */
function nameAlone(recipe: Recipe): string {
  if (readsNone(recipe)) return partOf(recipe, 'loss').label;
  return recipe.parts.selection === kinds.selection.neutral
    ? 'All negatives'
    : partOf(recipe, 'selection').label;
}

/**
 * What to call each lane: the one or two things that set it apart. A single lane is called by its
 * selection, identical lanes by their place; names that still coincide are numbered.
 */
export function laneNames(recipes: readonly Recipe[]): string[] {
  if (recipes.length === 1) return recipes.map(nameAlone);
  const names = comparable(recipes).slice(0, 2);
  const plain = recipes.map((recipe, place) =>
    names.length === 0 ? `Lane ${place + 1}` : names.map((name) => trait(recipe, name)).join(' · '),
  );
  return plain.map((name, place) => {
    const before = plain.slice(0, place).filter((other) => other === name).length;
    return before > 0 ? `${name} (${before + 1})` : name;
  });
}
