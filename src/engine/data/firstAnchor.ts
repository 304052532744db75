import type { Data } from '../../parts/data';

/**
 * The held-out item whose candidates are seen before a visitor selects one: the first; of scenes the
 * first that shows an instance, for of bare ground there is nothing to see.
 */
export function firstAnchor({ scenes }: Pick<Data, 'scenes'>): number {
  if (!scenes) return 0;
  const found = scenes.places.findIndex((place) => (scenes.instances[place] as number) > 0);
  return Math.max(0, found);
}
