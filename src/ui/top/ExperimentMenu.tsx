import { writeLink } from '../../recipe/link';
import { type PresetId, presetRecipes, presets } from '../../recipe/presets';
import { numbered, type Recipe } from '../../recipe/recipe';
import controls from '../common/controls.module.css';
import { lazily } from '../common/lazily';
import { Popover } from '../common/Popover';
import { useExperiment } from '../common/stores';
import styles from './ExperimentMenu.module.css';

const PresetList = lazily(() => import('./PresetList').then((module) => module.PresetList));

const linkOf = (recipes: readonly Recipe[]) => writeLink(numbered(recipes));

const idOfLink = new Map(
  (Object.keys(presets) as PresetId[]).map((id) => [linkOf(presetRecipes(id)), id]),
);

/** The menu of experiments. An experiment that was changed is called the visitor's own. */
export function ExperimentMenu() {
  const own = useExperiment(
    ({ lanes }) => idOfLink.get(linkOf(lanes.map((lane) => lane.recipe))) ?? null,
  );
  return (
    <span className={controls.menu}>
      <Popover
        buttonClass={`${controls.select} ${styles.button}`}
        title={own ? presets[own].summary : 'Experiments to open'}
        label={
          <>
            <span className={controls.hidden}>Experiment: </span>
            {own ? presets[own].label : 'Your own'}
          </>
        }
      >
        {(close) => <PresetList own={own} close={close} />}
      </Popover>
    </span>
  );
}
