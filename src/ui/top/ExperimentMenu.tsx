import { writeLink } from '../../recipe/link';
import { type PresetId, presetRecipes, presets } from '../../recipe/presets';
import type { Recipe } from '../../recipe/recipe';
import { openRecipes } from '../../state/experiment';
import controls from '../common/controls.module.css';
import { useExperiment } from '../common/stores';
import styles from './ExperimentMenu.module.css';

const linkOf = (recipes: readonly Recipe[]) =>
  writeLink(recipes.map((recipe, id) => ({ id, recipe })));

const ids = Object.keys(presets) as PresetId[];
const idOfLink = new Map(ids.map((id) => [linkOf(presetRecipes(id)), id]));

/** Experiments to open. One that was changed since is the visitor's own. */
export function ExperimentMenu() {
  const own = useExperiment(({ lanes }) => idOfLink.get(linkOf(lanes.map((lane) => lane.recipe))));
  return (
    <span className={controls.menu}>
      <select
        className={`${controls.select} ${styles.select}`}
        aria-label="Experiment"
        title={own && presets[own].summary}
        value={own ?? ''}
        onChange={(event) => openRecipes(presetRecipes(event.target.value as PresetId))}
      >
        {!own && (
          <option value="" disabled>
            Your own
          </option>
        )}
        {ids.map((id) => (
          <option key={id} value={id} title={presets[id].summary}>
            {presets[id].label}
          </option>
        ))}
      </select>
    </span>
  );
}
