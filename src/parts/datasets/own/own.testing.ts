import { file, picture, plainDecode } from '../../../files/behaviour/given.testing';
import { readFiles } from '../../../files/reading';
import type { OwnPart } from '../../../protocol/reading/facts';
import type { GivenFile } from '../../../protocol/reading/given';
import { usualWish } from '../../../protocol/reading/wish';
import type { Data } from '../../data';
import { randomStream } from '../../random';

/** What a visitor could bring for each of the data sets that are the visitor's own. */

const CLASSES = 6;
const PER_CLASS = 30;

const csv = (name: string, lines: readonly string[]): GivenFile[] => [
  file(`${name}.csv`, lines.join('\n')),
];

/** Each item once, under its class: what `line` makes of it. */
const rows = (line: (label: number, item: number) => string): string[] =>
  Array.from({ length: CLASSES * PER_CLASS }, (_, i) => line(i % CLASSES, Math.floor(i / CLASSES)));

function pictures(): GivenFile[] {
  const random = randomStream(1);
  return Array.from({ length: CLASSES * PER_CLASS }, (_, i) => {
    const bytes = picture(8, 8, (x, y) => {
      const grey = (x + y) % CLASSES === i % CLASSES ? 0 : random.integer(256);
      return [grey, grey, grey, 255];
    });
    return file(`shapes/class ${i % CLASSES}/${i}.png`, bytes);
  });
}

const GIVEN: Readonly<Record<OwnPart, () => GivenFile[]>> = {
  ownImages: pictures,
  ownTexts: () =>
    csv('reviews', [
      'text,label',
      ...rows((label, item) => `word${label} seen ${item} times by who${item % 7},kind ${label}`),
    ]),
  ownPairs: () =>
    csv('questions', [
      'question,answer,negative',
      ...rows(
        (label, item) =>
          `who is cat${label} of fish${item}?,cat${label} with fish${item},cat${label} without fish${item}`,
      ),
    ]),
  ownPoints: () => {
    const random = randomStream(2);
    const number = (label: number) => (label + random.uniform()).toFixed(4);
    return csv('flowers', [
      'length,width,height,species',
      ...rows((label) => `${number(label)},${number(label)},${number(0)},kind ${label}`),
    ]);
  },
};

/** What the reading worker makes of it; the seed decides what is held out. */
export const broughtFor = async (part: OwnPart, seed: number): Promise<Data> =>
  (
    await readFiles(
      GIVEN[part](),
      { ...usualWish, edge: 8, drawSeed: seed },
      { decode: plainDecode },
    )
  ).data;
