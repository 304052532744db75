import { randomStream, shuffled } from '../../parts/random';
import type { Wish } from '../../protocol/reading/wish';
import { DRAW } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { FEWEST_PER_CLASS, LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { hasBothSides, type Side } from '../shared/side';
import { counted, thousands } from '../shared/wording';

/** An item with its class, and its side if the data bring a split. */
export interface LabelledItem {
  readonly label: string;
  readonly side: Side | null;
}

export interface Split {
  readonly classNames: readonly string[];
  /** Places in the list of items, class by class. */
  readonly train: readonly number[];
  readonly heldOut: readonly number[];
  /** The class of each of these, counted from 0. */
  readonly trainLabels: Int32Array;
  readonly heldOutLabels: Int32Array;
}

const inOrder = new Intl.Collator('en', { numeric: true });

/** Each name once, in the order in which people count: "2" before "10". */
export const sortedNames = (names: Iterable<string>): string[] =>
  [...new Set(names)].sort((a, b) => inOrder.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0));

/** Says that fewer than two classes (`enough`) are large enough to be split. */
export const tooSmall = (classes: number, enough: number): string =>
  `of ${counted(classes, 'class', 'classes')} ${enough === 0 ? 'none has' : 'only one has'} ${FEWEST_PER_CLASS} items or more; there must be two at least.`;

/** Says that there are more classes than can be shown. */
export const tooMany = (classes: number): string =>
  `there are ${counted(classes, 'class', 'classes')}; at most ${counted(LIMITS.classes, 'class', 'classes')} can be shown.`;

/**
 * How many items of a class of `count` are held out: the share, but at least two on either side.
 */
const heldOutOf = (count: number, share: number): number =>
  Math.min(Math.max(2, Math.round(count * share)), count - 2);

/**
 * The split that the data bring, else one drawn class by class. Classes with fewer than four items,
 * or with fewer than two on a side, are left out, and the visitor is told.
 *
 * @throws FileProblem when fewer than two classes remain, or more than 1,000
 */
export function splitByClass(
  items: readonly LabelledItem[],
  { drawSeed, heldOutShare }: Pick<Wish, 'drawSeed' | 'heldOutShare'>,
  leftOut: LeftOuts,
): Split {
  const ownSides = hasBothSides(items.map(({ side }) => side));
  const before = leftOut.all
    .map(({ what, count }) => ` Left out before: ${what}, ${thousands(count)} in all.`)
    .join('');
  const byName = new Map<string, number[]>();
  items.forEach(({ label }, place) => {
    const members = byName.get(label);
    if (members) members.push(place);
    else byName.set(label, [place]);
  });
  if (byName.size === 1)
    throw new FileProblem(
      `all items are of one class, “${[...byName.keys()][0]}”; there must be two at least.${before}`,
    );
  const sides: { name: string; train: number[]; heldOut: number[] }[] = [];
  const random = randomStream(drawSeed, DRAW.split);
  for (const name of sortedNames(byName.keys())) {
    const members = byName.get(name) ?? [];
    const mixed = ownSides ? members : shuffled(members, random);
    const cut = heldOutOf(mixed.length, heldOutShare);
    const heldOut = ownSides
      ? mixed.filter((place) => items[place]?.side === 'heldOut')
      : mixed.slice(0, Math.max(0, cut));
    const train = ownSides
      ? mixed.filter((place) => items[place]?.side !== 'heldOut')
      : mixed.slice(Math.max(0, cut));
    if (mixed.length >= FEWEST_PER_CLASS && train.length >= 2 && heldOut.length >= 2)
      sides.push({ name, train, heldOut });
    else
      leftOut.add(
        ownSides
          ? 'items of classes with fewer than two items on a side of the split'
          : `items of classes with fewer than ${FEWEST_PER_CLASS} items`,
        name,
        mixed.length,
      );
  }
  if (sides.length < 2) throw new FileProblem(`${tooSmall(byName.size, sides.length)}${before}`);
  if (sides.length > LIMITS.classes) throw new FileProblem(tooMany(sides.length));
  const labelsOf = (side: 'train' | 'heldOut') =>
    Int32Array.from(sides.flatMap((one, label) => one[side].map(() => label)));
  return {
    classNames: sides.map(({ name }) => name),
    train: sides.flatMap(({ train }) => train),
    heldOut: sides.flatMap(({ heldOut }) => heldOut),
    trainLabels: labelsOf('train'),
    heldOutLabels: labelsOf('heldOut'),
  };
}
