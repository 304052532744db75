import { randomStream, shuffled } from '../parts/random';
import { type KindId, kinds } from './kinds';
import { type Recipe, withPart } from './recipe';
import { repaired, unfit } from './rules';

type Choice = readonly [kind: KindId, id: string];

const idsOf = (kind: KindId) => Object.keys(kinds[kind].parts);
const keyOf = ([a, b]: readonly [Choice, Choice]) => `${a.join(':')} ${b.join(':')}`;
const has = ({ parts }: Recipe, [kind, id]: Choice) => parts[kind] === id;

/** Completions that are tried for a pair before the best of them is taken. */
const TRIES = 12;

/**
 * Few recipes in which every two parts of the `tried` kinds that the rules allow together come
 * together at least once; everything else is as in `base`.
 */
export function coveringRecipes(base: Recipe, tried: readonly KindId[]): Recipe[] {
  const random = randomStream(1);
  const pairs = tried.flatMap((kind, i) =>
    tried.slice(i + 1).flatMap((other) =>
      idsOf(kind).flatMap((id) =>
        idsOf(other).map((otherId): readonly [Choice, Choice] => [
          [kind, id],
          [other, otherId],
        ]),
      ),
    ),
  );
  const open = new Map(pairs.map((pair) => [keyOf(pair), pair]));
  const coveredBy = (recipe: Recipe) =>
    [...open.values()].filter((pair) => pair.every((choice) => has(recipe, choice)));
  const fits = (recipe: Recipe) => tried.every((kind) => !unfit(recipe, kind, recipe.parts[kind]));
  const withBoth = (start: Recipe, pair: readonly [Choice, Choice]) =>
    pair.reduce((recipe, [kind, id]) => withPart(recipe, kind, id), start);

  const found: Recipe[] = [];
  for (const [key, pair] of open) {
    if (!open.has(key)) continue;
    const completions = Array.from({ length: TRIES }, (_, i) => {
      const start = tried.reduce(
        (recipe, kind) =>
          i === 0 ? recipe : withPart(recipe, kind, shuffled(idsOf(kind), random)[0] as string),
        base,
      );
      return repaired(withBoth(start, pair)).recipe;
    }).filter((recipe) => fits(recipe) && pair.every((choice) => has(recipe, choice)));
    open.delete(key);
    const [best] = completions
      .map((recipe) => ({ recipe, covered: coveredBy(recipe) }))
      .sort((a, b) => b.covered.length - a.covered.length);
    if (!best) continue;
    found.push(best.recipe);
    for (const covered of best.covered) open.delete(keyOf(covered));
  }
  return found;
}
