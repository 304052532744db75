import type { Data } from '../../parts/data';
import type { OwnPart } from '../../protocol/reading/facts';

/** The data set of the page that these data are for. */
export function ownPartOf({ shape, train }: Pick<Data, 'shape' | 'train'>): OwnPart {
  if (shape.length === 3) return 'ownImages';
  if (!train.texts) return 'ownPoints';
  return train.pairs ? 'ownPairs' : 'ownTexts';
}
