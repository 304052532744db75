import { readFileSync } from 'node:fs';
import type { GivenFile } from '../../protocol/reading/given';
import type { Preview } from '../../protocol/reading/preview';
import { usualWish, type Wish } from '../../protocol/reading/wish';
import { previewFiles } from '../previewing';
import { type ReadData, readFiles } from '../reading';

/** A file beside this one, as a visitor gives it. */
export const input = (name: string): GivenFile => ({
  path: name,
  blob: new Blob([readFileSync(new URL(`./inputs/${name}`, import.meta.url))]),
});

export const given = (name: string, ...contents: BlobPart[]): GivenFile[] => [
  { path: name, blob: new Blob(contents) },
];

export const look = (files: GivenFile[], change: Partial<Wish> = {}): Promise<Preview> =>
  previewFiles(files, { ...usualWish, ...change });

export const read = (files: GivenFile[], change: Partial<Wish> = {}): Promise<ReadData> =>
  readFiles(files, { ...usualWish, ...change });

/** What a preview says, in short: what a test of a kind compares. */
export function inShort(preview: Preview) {
  const { roles, items, used, pairs, classes, questions, problem, leftOut, columns } = preview;
  return {
    roles,
    ...{ items, used, pairs, problem },
    classes: Object.fromEntries(classes.map(({ name, count }) => [name, count])),
    leftOut: Object.fromEntries(leftOut.map(({ what, count }) => [what, count])),
    notUsed: columns.flatMap(({ name, use }) =>
      use.startsWith('not used') ? [`${name}${use.slice(8)}`] : [],
    ),
    asks: questions.map(({ id, answer }) => [id, answer]),
  };
}

/** `count` rows, each written with its number and one of the labels in turn. */
export const rows = (
  count: number,
  write: (i: number, label: string) => string,
  labels: readonly string[] = ['good', 'bad'],
): string =>
  Array.from({ length: count }, (_, i) => write(i, labels[i % labels.length] as string)).join('\n');

/** A sentence that no other number gives. */
export const sentence = (i: number): string =>
  `the ${['soup', 'tea', 'cake', 'rice'][i % 4]} on day ${i} was ${['fine', 'dull', 'odd'][i % 3]}`;

/** A number with decimals that says nothing of the row. */
export const noise = (i: number, salt = 1): number =>
  Number(((Math.sin((i + 1) * 12.9898 * salt) * 43758.5453) % 1).toFixed(4));
