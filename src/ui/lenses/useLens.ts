import { kinds } from '../../recipe/kinds';
import { useExperiment, useView } from '../common/stores';
import { type Lens, lenses } from './lenses';

/** The lens of the data in use, and whether it is on; null if the data have none. */
export function useLens(): (Lens & { readonly isOn: boolean }) | null {
  const data = useExperiment((state) => state.lanes[0]?.recipe.parts.data);
  const wanted = useView((state) => state.lens);
  const id = kinds.data.parts[data ?? '']?.lens;
  const lens = id && lenses[id];
  return lens ? { ...lens, isOn: wanted ?? lens.isFirst ?? false } : null;
}
