import { readLink } from '../recipe/link';
import { arrival, presetRecipes } from '../recipe/presets';
import { openRecipes } from '../state/experiment';

/**
 * Puts the experiment of the address in place before the first paint, so that the page is drawn
 * once as it will be. The session reads the address again when it starts, and says what it could
 * not use.
 */
export function openFirstExperiment() {
  const fragment = location.hash.replace(/^#/, '');
  openRecipes(fragment === '' ? presetRecipes(arrival) : readLink(fragment).recipes);
}
