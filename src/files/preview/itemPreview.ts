import type { Preview } from '../../protocol/reading/preview';
import type { Wish } from '../../protocol/reading/wish';
import { mostPictures } from '../data/pictureData';
import { sortedNames, tooMany, tooSmall } from '../data/split';
import type { ArrayItems } from '../formats/arrays/arrayItems';
import type { LabelledPicture } from '../formats/pictures/picture';
import type { SizesSeen } from '../formats/pictures/sizes';
import type { LeftOuts } from '../shared/leftOut';
import { FEWEST_PER_CLASS, LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides, type Side } from '../shared/side';
import { capital, counted, thousands } from '../shared/wording';
import { spellingsIn } from '../understanding/spelling';

export type ClassCount = Preview['classes'][number];

export const NOTHING = {
  ...{ classes: [], pairs: 0, sides: null, sizes: [], columns: [], roles: null, subsets: [] },
  ...{ choices: [], notes: [], downloadBytes: 0, problem: null, questions: [], firstRows: [] },
  ...{ layout: null, split: null },
};

function classesOf(labels: readonly string[]): ClassCount[] {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return sortedNames(counts.keys()).map((name) => ({ name, count: counts.get(name) ?? 0 }));
}

function sidesOf(items: readonly { readonly side: Side | null }[]): Preview['sides'] {
  const sides = items.map(({ side }) => side);
  if (!hasBothSides(sides)) return null;
  const heldOut = sides.filter((side) => side === 'heldOut').length;
  return { train: sides.length - heldOut, heldOut };
}

/** Says how many of these classes are too small and will be left out. */
export function classNotes(classes: readonly ClassCount[]): string[] {
  const small = classes.filter(({ count }) => count !== null && count < FEWEST_PER_CLASS);
  if (small.length === 0) return [];
  return [
    `${counted(small.length, 'class has', 'classes have')} fewer than ${FEWEST_PER_CLASS} items and will be left out.`,
  ];
}

/** Names the classes that may be one, written in two ways. */
function spellingNotes(classes: readonly ClassCount[]): string[] {
  const counts = classes.map(({ name, count }) => [name, count ?? 0] as const);
  const [pair] = spellingsIn(counts, null)?.same ?? [];
  return pair
    ? [`“${pair[0]}” may be the same class as “${pair[1]}”; to join them, give both one name.`]
    : [];
}

export const drawNotes = (found: number, used: number, what: string): string[] =>
  used < found
    ? [`${thousands(used)} of ${counted(found, what)} will be used, drawn by the seed.`]
    : [];

export const sideNotes = (sides: Preview['sides']): string[] =>
  sides ? ['The split is the one that the data bring.'] : [];

/** @throws FileProblem when there is one class only, or fewer than two are large enough */
function refuseOneClass(classes: readonly ClassCount[], file: string): void {
  const enough = classes.filter(({ count }) => count === null || count >= FEWEST_PER_CLASS);
  const [only] = classes;
  if (classes.length === 1)
    throw new FileProblem(
      `all items are of one class, “${only?.name}”; there must be two at least.`,
      { file },
    );
  if (classes.length > 0 && enough.length < 2)
    throw new FileProblem(tooSmall(classes.length, enough.length), { file });
}

/**
 * Why so many classes can't be used, in a sentence; null if they can, or if a draw may leave fewer.
 */
export function problemOfMany(
  classes: readonly ClassCount[],
  found: number,
  used: number,
): string | null {
  const enough = classes.filter(({ count }) => count !== null && count >= FEWEST_PER_CLASS);
  const isDrawn = used < found;
  return enough.length > LIMITS.classes && !isDrawn ? capital(tooMany(enough.length)) : null;
}

/** The preview of pictures in folders. @throws FileProblem */
export function picturePreview(
  name: string,
  pictures: readonly LabelledPicture[],
  { sizes, looked }: SizesSeen,
  wish: Wish,
  leftOut: LeftOuts,
): Preview {
  const classes = classesOf(pictures.map(({ label }) => label));
  refuseOneClass(classes, name);
  const sides = sidesOf(pictures);
  const used = Math.min(pictures.length, mostPictures(wish));
  const channels = wish.colour === 'grey' ? 1 : 3;
  const shape = [wish.edge, wish.edge, channels];
  return {
    ...NOTHING,
    ...{ name, kind: 'image', items: pictures.length, used, classes, sides, sizes, shape },
    leftOut: leftOut.all,
    notes: [
      ...(sizes.length > 1
        ? [
            `Pictures come in ${counted(sizes.length, 'size')}; each is fitted whole into ${wish.edge} by ${wish.edge} pixels.`,
          ]
        : []),
      ...(looked < pictures.length
        ? [`Sizes are those of ${thousands(looked)} pictures evenly among all.`]
        : []),
      ...sideNotes(sides),
      ...classNotes(classes),
      ...spellingNotes(classes),
      ...drawNotes(pictures.length, used, 'picture'),
    ],
    memoryBytes: used * wish.edge * wish.edge * channels * 4,
    problem: problemOfMany(classes, pictures.length, used),
  };
}

/** The preview of arrays. @throws as `picturePreview` */
export function arrayPreview(
  name: string,
  items: ArrayItems,
  wish: Wish,
  leftOut: LeftOuts,
): Preview {
  if (items.kind === 'pictures')
    return picturePreview(
      name,
      items.pictures,
      {
        sizes: [{ ...items.size, count: items.pictures.length }],
        looked: items.pictures.length,
      },
      wish,
      leftOut,
    );
  const { points } = items;
  const classes = classesOf(points.map(({ label }) => label));
  refuseOneClass(classes, name);
  const sides = sidesOf(points);
  const used = Math.min(points.length, wish.mostItems);
  const features = points[0]?.features.length ?? 0;
  return {
    ...NOTHING,
    ...{ name, kind: 'point', items: points.length, used, classes, sides, shape: [features] },
    leftOut: leftOut.all,
    notes: [
      ...sideNotes(sides),
      ...classNotes(classes),
      ...spellingNotes(classes),
      ...drawNotes(points.length, used, 'row'),
    ],
    memoryBytes: used * features * 4,
    problem: problemOfMany(classes, points.length, used),
  };
}
