import type { LensId } from '../../parts/datasets/learned';
import { kinds } from '../../recipe/kinds';
import { useExperiment, useView } from '../common/stores';
import { type Lens, lenses } from './lenses';

/** Which lens the data in use have, if any. */
export function useLensId(): LensId | undefined {
  const data = useExperiment((state) => state.lanes[0]?.recipe.parts.data);
  return kinds.data.parts[data ?? '']?.lens;
}

/** The lens of the data in use, and whether it is on; null if the data have none. */
export function useLens(): (Lens & { readonly isOn: boolean }) | null {
  const id = useLensId();
  const wanted = useView((state) => state.lens);
  const lens = id && lenses[id];
  return lens ? { ...lens, isOn: wanted ?? lens.isFirst ?? false } : null;
}
