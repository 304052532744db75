import type { ReactNode } from 'react';
import { disguiseOf } from '../../recipe/disguises';
import { settings } from '../../recipe/kinds';
import { miningNote, missesNote, singleNegative } from '../../words/recipeNotes';
import { lazily } from '../common/lazily';
import { lanesInScope } from '../common/scope';
import { useExperiment, useOwnData } from '../common/stores';
import { DataShelf } from './DataShelf';
import { groups, type KindGroup } from './groups';
import { Knob } from './knobs/Knob';
import { RestartMark } from './knobs/RestartMark';
import { SeedField } from './knobs/SeedField';
import styles from './Recipe.module.css';
import { RecipeGroup } from './RecipeGroup';
import { ScopeSwitch } from './ScopeSwitch';

const AllNegativesNote = lazily(() =>
  import('./AllNegativesNote').then((module) => module.AllNegativesNote),
);
const DisguiseNote = lazily(() => import('./DisguiseNote').then((module) => module.DisguiseNote));

/** Every part and knob of the lanes being edited. */
export function RecipeColumn() {
  const all = useExperiment((state) => state.lanes);
  const scope = useExperiment((state) => state.scope);
  const lanes = lanesInScope(all, scope);
  const held = useOwnData((state) => state.held[all[0]?.recipe.parts.data ?? '']);
  const note = (held && missesNote(lanes, held.hasNearMisses)) || miningNote(lanes);
  const single = singleNegative(lanes);
  const isDisguised = lanes.some(({ recipe }) => disguiseOf(recipe));
  const own: Partial<Record<KindGroup['id'], ReactNode>> = {
    data: <DataShelf />,
    encoder: <Knob name="embedding" knob={settings.embedding} lanes={lanes} scope={scope} />,
    loss: isDisguised && <DisguiseNote kinds={['loss']} lanes={lanes} all={all} />,
    negatives: (
      <>
        {note && <p className={styles.note}>{note}</p>}
        {single && <AllNegativesNote {...single} />}
        {isDisguised && (
          <DisguiseNote kinds={['source', 'selection', 'guard']} lanes={lanes} all={all} />
        )}
      </>
    ),
  };
  const beside: Partial<Record<KindGroup['id'], ReactNode>> = {
    negatives: (
      <span className={styles.small}>
        <RestartMark /> restarts the lane
      </span>
    ),
    training: <SeedField lanes={all} />,
  };
  return (
    <aside className={styles.column} aria-label="Recipe">
      {all.length > 1 && <ScopeSwitch lanes={all} scope={scope} />}
      {groups.map((group) => (
        <RecipeGroup
          key={group.id}
          group={group}
          lanes={lanes}
          scope={scope}
          aside={beside[group.id]}
        >
          {own[group.id]}
        </RecipeGroup>
      ))}
    </aside>
  );
}
