import type { OwnPart } from '../../files/data/ownPart';

/** What the items of each data set that a visitor brings are called. */
export const WORDS: Readonly<Record<OwnPart, { one: string; many: string }>> = {
  ownImages: { one: 'image', many: 'images' },
  ownTexts: { one: 'text', many: 'texts' },
  ownPairs: { one: 'text in pairs', many: 'texts in pairs' },
  ownPoints: { one: 'row of numbers', many: 'rows of numbers' },
};
