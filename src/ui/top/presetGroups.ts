import type { DataKind } from '../../parts/data';
import { type PresetId, presetRecipes, presets } from '../../recipe/presets';
import { partOf } from '../../recipe/recipe';

export interface PresetGroup {
  readonly title: string;
  readonly ids: readonly PresetId[];
}

/** What experiments are about, in the order in which they are offered. */
const TITLES: Readonly<Record<DataKind, string>> = {
  image: 'Images',
  captioned: 'Images and captions',
  text: 'Texts',
  point: 'Points',
};

/** Every preset under the kind of its data, in the order of `presets`; no group is empty. */
export function presetGroups(): PresetGroup[] {
  const ids = Object.keys(presets) as PresetId[];
  const kindOf = (id: PresetId) => {
    const [recipe] = presetRecipes(id);
    return recipe && partOf(recipe, 'data').kind;
  };
  return (Object.keys(TITLES) as DataKind[])
    .map((kind) => ({ title: TITLES[kind], ids: ids.filter((id) => kindOf(id) === kind) }))
    .filter((group) => group.ids.length > 0);
}
