import type { DataKind } from '../parts/datasets/dataset';
import type { Knob, KnobValue } from '../parts/part';
import { type KindId, kindIds, kinds } from './kinds';
import { knobsOf, partOf, type Recipe, withKnob, withPart } from './recipe';

/**
 * Which parts fit together, and why not. A rule looks at one choice within a recipe and gives the
 * reason why it can't be made, or null. This is the only place that knows of such pairs.
 */
type Rule = (recipe: Pick<Recipe, 'parts'>) => string | null;

/** Whether it is the visitor who brings the data of this set. */
export const isOwn = (data: string): boolean => kinds.data.parts[data]?.isOwn === true;

/** Losses whose terms count on every negative of a row, and that correct for false ones themselves. */
const SELF_CORRECTING: ReadonlySet<string> = new Set(['debiased', 'hcl']);
/** Losses that are a softmax of the positive against its negatives, with a sum to be corrected. */
const SOFTMAX: ReadonlySet<string> = new Set(['ntXent', 'infoNce', 'symmetricInfoNce']);

/** Sources that list training items by their number. */
const LISTED: ReadonlySet<string> = new Set(['wholeSet', 'teacher']);

const source: Rule = (recipe) => {
  const { parts } = recipe;
  if (parts.source === 'inBatch') return null;
  const { label, terms } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; there is no source to choose.`;
  if (parts.loss === 'nPair')
    return 'N-pair compares vectors of any length; what a source keeps are unit vectors.';
  const { kind, gives } = partOf(recipe, 'data');
  if (parts.source === 'bm25' && kind !== 'text')
    return `Word overlap compares texts; these data are ${NAMES[kind]}.`;
  if (parts.source === 'nearMisses' && !gives?.nearMisses)
    return 'These data come without near misses; nobody wrote any for them.';
  if (parts.source === 'perturbedInput' && kind !== 'image' && kind !== 'point')
    return 'Pixels and coordinates can be moved a little; a word can only be another word.';
  if (LISTED.has(parts.source) && parts.positives === 'views')
    return 'What is listed are items as they are; two views are distorted anew at every step.';
  return null;
};

const selection: Rule = (recipe) => {
  const { parts } = recipe;
  if (parts.selection === 'all') return null;
  const { label, terms } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; there is nothing to select.`;
  if (SELF_CORRECTING.has(parts.loss))
    return `${label} weighs every negative of a row itself; choosing among them counts hardness twice.`;
  if (parts.guard === 'debiased')
    return 'The debiased guard corrects the sum over all candidates; it holds for no part of them.';
  return null;
};

const guard: Rule = (recipe) => {
  const { parts } = recipe;
  if (parts.guard === 'none') return null;
  const { label, terms } = partOf(recipe, 'loss');
  if (terms === 'none') return `${label} reads no negatives; none of them can be false.`;
  if (partOf(recipe, 'positives').byLabel)
    return 'With positives by label no candidate is a false negative; there is nothing to guard.';
  if (SELF_CORRECTING.has(parts.loss))
    return `${label} corrects for false negatives itself; a guard would correct a second time.`;
  if (parts.guard === 'debiased' && !SOFTMAX.has(parts.loss))
    return `The debiased guard corrects the sum of a softmax; ${label} has none.`;
  return null;
};

const positives: Rule = (recipe) => {
  const { parts } = recipe;
  const { kind, gives } = partOf(recipe, 'data');
  if (parts.positives === 'label' && kind === 'captioned')
    return 'By label a picture would be pulled to pictures too; pairs alone go from picture to caption.';
  if (parts.positives === 'label' && gives?.nearMisses)
    return 'A near miss is alone in its meaning; there is nothing of its label to pair it with.';
  if (parts.positives === 'views' && (kind === 'text' || kind === 'captioned'))
    return 'Views are distorted pixels or coordinates; a text would say something else.';
  if (parts.positives === 'given' && !gives?.pairs)
    return 'These data come without pairs; each item stands alone.';
  return null;
};

const NAMES: Readonly<Record<DataKind, string>> = {
  image: 'images',
  point: 'points',
  text: 'texts',
  captioned: 'pictures and captions',
};

const encoder: Rule = (recipe) => {
  const { accepts, label } = partOf(recipe, 'encoder');
  const { kind } = partOf(recipe, 'data');
  if (accepts.includes(kind)) return null;
  const read = accepts.map((one) => NAMES[one]).join(' and ');
  return `${label} reads ${read}; these data are ${NAMES[kind]}.`;
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
