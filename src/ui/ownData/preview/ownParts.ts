import type { OwnPart } from '../../../protocol/reading/facts';
import type { Preview } from '../../../protocol/reading/preview';

/** What the items of a visitor's data are called. */
export const ITEM_WORDS: Readonly<Record<OwnPart, { one: string; many: string }>> = {
  ownImages: { one: 'image', many: 'images' },
  ownTexts: { one: 'text', many: 'texts' },
  ownPairs: { one: 'text in pairs', many: 'texts in pairs' },
  ownPoints: { one: 'row of numbers', many: 'rows of numbers' },
};

/** The data set of the page that these data will be for once they are read. */
export function ownPartOfPreview({ kind, roles }: Pick<Preview, 'kind' | 'roles'>): OwnPart {
  if (kind === 'image') return 'ownImages';
  if (kind === 'point') return 'ownPoints';
  return roles?.kind === 'pairs' || roles?.kind === 'sets' ? 'ownPairs' : 'ownTexts';
}
