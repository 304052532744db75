import { dataKindNames } from '../parts/data';
import type { Knob, KnobValue } from '../parts/part';
import { type KindId, kindIds, kinds } from './kinds';
import { knobsOf, partOf, type Recipe, withKnob, withPart } from './recipe';

/**
 * Which parts fit together, and why not. A rule looks at one choice within a recipe and gives the
 * reason why it can't be made, or null. Rules know kinds of parts and what parts say of themselves, but
 * no part by name, so a new part needs no edit here.
 */
type Rule = (recipe: Pick<Recipe, 'parts'>) => string | null;

/** Whether it is the visitor who brings the data of this set. */
export const isOwn = (data: string): boolean => kinds.data.parts[data]?.isOwn === true;

const source: Rule = (recipe) => {
  const { label, terms, unnormalised } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; there is no source to choose.`;
  if (unnormalised)
    return `${label} compares vectors of any length; what a source keeps are unit vectors.`;
  const { unfitFor, refresh } = partOf(recipe, 'source');
  const unfitting = unfitFor?.(partOf(recipe, 'data')) ?? null;
  if (unfitting) return unfitting;
  if (refresh && partOf(recipe, 'positives').augment)
    return 'Lists hold items as they are; two views are distorted differently at every step.';
  return null;
};

const selection: Rule = (recipe) => {
  const { label, terms, corrects } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; there is nothing to select.`;
  if (corrects)
    return `${label} weighs every negative of a row itself; choosing among them counts hardness twice.`;
  const { phrase, prior } = partOf(recipe, 'guard');
  if (prior)
    return `The ${phrase} guard corrects the sum over all candidates; it holds for no part of them.`;
  return null;
};

const guard: Rule = (recipe) => {
  const { label, terms, corrects, softmax } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; none of them can be false.`;
  if (partOf(recipe, 'positives').byLabel)
    return 'With positives by label no candidate is a false negative; there is nothing to guard.';
  if (corrects)
    return `${label} corrects for false negatives itself; a guard would correct a second time.`;
  const { phrase, prior } = partOf(recipe, 'guard');
  if (prior && !softmax)
    return `The ${phrase} guard corrects the sum of a softmax; ${label} has none.`;
  return null;
};

const positives: Rule = (recipe) =>
  partOf(recipe, 'positives').unfitFor?.(partOf(recipe, 'data')) ?? null;

const encoder: Rule = (recipe) => {
  const { accepts, label } = partOf(recipe, 'encoder');
  const { kind } = partOf(recipe, 'data');
  if (accepts.includes(kind)) return null;
  const read = accepts.map((one) => dataKindNames[one]).join(' and ');
  return `${label} reads ${read}; these data are ${dataKindNames[kind]}.`;
};

const rules: Readonly<Partial<Record<KindId, Rule>>> = {
  positives,
  encoder,
  source,
  selection,
  guard,
};

/** Why this part can't be chosen in the recipe, in one line; null if it can. */
export function unfit(recipe: Recipe, kind: KindId, id: string): string | null {
  if (!Object.hasOwn(kinds[kind].parts, id))
    return `There is no ${kinds[kind].label.toLowerCase()} “${id}”.`;
  if (id === kinds[kind].neutral) return null;
  return rules[kind]?.({ parts: { ...recipe.parts, [kind]: id } }) ?? null;
}

/**
 * The recipe with everything that does not fit exchanged for the part that suits the data, or the
 * first that fits, and a sentence for each exchange. A recipe that fits comes back as it was.
 */
export function repaired(recipe: Recipe): { recipe: Recipe; changes: string[] } {
  const changes: string[] = [];
  let result = recipe;
  for (const kind of kindIds) {
    const reason = unfit(result, kind, result.parts[kind]);
    if (!reason) continue;
    const { parts } = kinds[kind];
    const { suits = {} } = partOf(result, 'data');
    const preferred = kind === 'positives' || kind === 'encoder' ? suits[kind] : undefined;
    const id = [...(preferred ? [preferred] : []), ...Object.keys(parts)].find(
      (one) => unfit(result, kind, one) === null,
    );
    if (!id) continue;
    result = withPart(result, kind, id);
    changes.push(`${kinds[kind].label} is now ${parts[id]?.label}. ${reason}`);
  }
  return { recipe: result, changes };
}

/**
 * The recipe with another part, and whatever else has to change for it to fit. Other data bring the
 * knob values that suit them; those that suited the data before go back to their defaults.
 */
export function exchanged(recipe: Recipe, kind: KindId, id: string) {
  const result = repaired(withPart(recipe, kind, id));
  return { ...result, recipe: suited(result.recipe, recipe) };
}

/** The recipe with the knob values that suit its data, where these are not those of `before`. */
function suited(recipe: Recipe, before: Recipe): Recipe {
  if (recipe.parts.data === before.parts.data) return recipe;
  const suiting = (one: Recipe) => Object.entries(partOf(one, 'data').suits?.knobs ?? {});
  const own = knobsOf(recipe.parts);
  const left = suiting(before)
    .filter(([name, value]) => recipe.knobs[name] === value)
    .map(([name]): [string, KnobValue] => [name, (own[name] as Knob).default]);
  return [...left, ...suiting(recipe)].reduce(
    (result, [name, value]) => withKnob(result, name, value),
    recipe,
  );
}
