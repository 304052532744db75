import type { Data } from '../../parts/data';
import type { GivenFile } from '../../protocol/reading/given';
import { usualWish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { readFiles } from '../reading';
import { file } from './given.testing';

/** What the page wishes, with another seed for the draws. */
export const wish = { ...usualWish, drawSeed: 5 };
export const read = (given: GivenFile[], more: Partial<typeof wish> = {}) =>
  readFiles(given, { ...wish, ...more });
export const previewOf = (given: GivenFile[], more: Partial<typeof wish> = {}) =>
  previewFiles(given, { ...wish, ...more });

/** `count` rows with two classes, each text different. */
export const rows = (count: number, write: (text: string, label: string, i: number) => string) =>
  Array.from({ length: count }, (_, i) =>
    write(`the ${i % 2 ? 'cat' : 'dog'} number ${i} is here`, i % 2 ? 'cat' : 'dog', i),
  );
/** A CSV file of texts and labels. */
export const reviews = (count = 20) =>
  `text,label\n${rows(count, (text, label) => `"${text}",${label}`).join('\n')}\n`;
/** A file of that name with these contents. */
export const two = (contents: string) => [file('reviews.csv', contents)];

/** Data without where its items stand, which differs from file to file. */
export const apartFromPlaces = ({ train, heldOut, ...data }: Data): unknown => {
  const { ids: _, ...trained } = train;
  const { ids: __, ...held } = heldOut;
  return { ...data, train: trained, heldOut: held };
};
