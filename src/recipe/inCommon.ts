import { differences, partOf, type Recipe } from './recipe';

/** What lanes start from and are given alike, besides data and seed. */
export interface InCommon {
  readonly weights: boolean;
  readonly batches: boolean;
}

/**
 * What these lanes have in common: first weights, where encoder and embedding are the same, and
 * batches, where positives are drawn the same way. A single lane has both.
 */
export function inCommon(recipes: readonly Recipe[]): InCommon {
  const differing = new Set(differences(recipes));
  const isSame = (kind: 'encoder' | 'positives', more: readonly string[] = []): boolean => {
    const own = recipes.flatMap((recipe) => Object.keys(partOf(recipe, kind).knobs));
    return [kind, ...own, ...more].every((name) => !differing.has(name));
  };
  return { weights: isSame('encoder', ['embedding']), batches: isSame('positives') };
}
