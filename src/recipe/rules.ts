import { type KindId, kindIds, kinds } from './kinds';
import { type Recipe, withPart } from './recipe';

/**
 * Which parts fit together, and why not. A rule looks at one choice within a recipe and gives the
 * reason why it can't be made, or null. This is the only place that knows of such pairs.
 */
type Rule = (parts: Recipe['parts']) => string | null;

const accepts = (parts: Recipe['parts']): readonly string[] =>
  kinds.encoder.parts[parts.encoder as keyof typeof kinds.encoder.parts].accepts;

const kindOfData = (parts: Recipe['parts']): string =>
  kinds.data.parts[parts.data as keyof typeof kinds.data.parts].kind;

const byLabel = (parts: Recipe['parts']): boolean =>
  kinds.positives.parts[parts.positives as keyof typeof kinds.positives.parts].byLabel;

const rules: Readonly<Partial<Record<KindId, Rule>>> = {
  positives: (parts) =>
    parts.positives === 'views' && kindOfData(parts) !== 'image'
      ? 'Views are distorted images; points have nothing to distort.'
      : null,
  encoder: (parts) =>
    accepts(parts).includes(kindOfData(parts))
      ? null
      : 'A CNN reads images; these points are two numbers each.',
  guard: (parts) =>
    parts.guard !== 'none' && byLabel(parts)
      ? 'With positives by label no candidate is a false negative; there is nothing to guard.'
      : null,
};

/** Why this part can't be chosen in the recipe, in one line; null if it can. */
export function unfit(recipe: Recipe, kind: KindId, id: string): string | null {
  if (!Object.hasOwn(kinds[kind].parts, id))
    return `There is no ${kinds[kind].label.toLowerCase()} “${id}”.`;
  return rules[kind]?.({ ...recipe.parts, [kind]: id }) ?? null;
}

/**
 * The recipe with everything that does not fit exchanged for the first part that does, and a
 * sentence for each exchange. A recipe that fits comes back as it was.
 */
export function repaired(recipe: Recipe): { recipe: Recipe; changes: string[] } {
  const changes: string[] = [];
  let result = recipe;
  for (const kind of kindIds) {
    const reason = unfit(result, kind, result.parts[kind]);
    if (!reason) continue;
    const parts = kinds[kind].parts as Readonly<Record<string, { label: string }>>;
    const id = Object.keys(parts).find((one) => unfit(result, kind, one) === null);
    if (!id) continue;
    result = withPart(result, kind, id);
    changes.push(`${kinds[kind].label} is now ${parts[id]?.label}. ${reason}`);
  }
  return { recipe: result, changes };
}

/** The recipe with another part, and whatever else has to change for it to fit. */
export function exchanged(recipe: Recipe, kind: KindId, id: string) {
  return repaired(withPart(recipe, kind, id));
}
