import type { Data } from '../../parts/datasets/dataset';
import type { Preview } from '../../protocol/reading/preview';

/** The data sets of the page whose data a visitor brings. */
export type OwnPart = 'ownImages' | 'ownTexts' | 'ownPairs' | 'ownPoints';

/** The one that these data are for. */
export function ownPartOf({ shape, train }: Pick<Data, 'shape' | 'train'>): OwnPart {
  if (shape.length === 3) return 'ownImages';
  if (!train.texts) return 'ownPoints';
  return train.pairs ? 'ownPairs' : 'ownTexts';
}

/** The one that these data will be for, once they are read. */
export function ownPartOfPreview({ kind, roles }: Pick<Preview, 'kind' | 'roles'>): OwnPart {
  if (kind === 'image') return 'ownImages';
  if (kind === 'point') return 'ownPoints';
  return roles?.kind === 'pairs' ? 'ownPairs' : 'ownTexts';
}
