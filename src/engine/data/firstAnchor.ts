import type { Data } from '../../parts/data';

/**
 * The held-out item that is the anchor until a visitor selects one: the first or, in scenes, the first
 * that shows an instance, since bare ground has nothing to show.
 */
export function firstAnchor({ scenes }: Pick<Data, 'scenes'>): number {
  if (!scenes) return 0;
  const found = scenes.places.findIndex((place) => (scenes.instances[place] as number) > 0);
  return Math.max(0, found);
}
