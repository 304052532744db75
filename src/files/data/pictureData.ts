import type { Data, Items } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import { isColoured } from '../formats/pictures/fit';
import type { Decode, LabelledPicture } from '../formats/pictures/picture';
import { DRAW, drawnFrom } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { LIMITS } from '../shared/limits';
import { hasBothSides } from '../shared/side';
import { squares } from './pictureSquares';
import { type LabelledItem, splitByClass } from './split';

/**
 * The most pictures of the wished size that are used: as wished, or as many as memory holds in
 * colour.
 */
export const mostPictures = ({ mostItems, edge }: Wish): number =>
  Math.min(mostItems, LIMITS.items, Math.floor(LIMITS.dataBytes / (edge * edge * 3 * 4)));

/**
 * A draw of as many pictures as wished. If the data bring a split, each side gets its wished share.
 */
function drawn(
  pictures: readonly LabelledPicture[],
  wish: Wish,
  leftOut: LeftOuts,
): LabelledPicture[] {
  const most = mostPictures(wish);
  const isOwn = hasBothSides(pictures.map(({ side }) => side));
  const forHeldOut = isOwn ? Math.ceil(most * wish.heldOutShare) : 0;
  const side = (isHeldOut: boolean, count: number, stream: number) =>
    drawnFrom(
      isOwn ? pictures.filter((one) => (one.side === 'heldOut') === isHeldOut) : pictures,
      count,
      wish.drawSeed,
      stream,
    );
  const chosen = [
    ...(isOwn ? side(true, forHeldOut, DRAW.heldOut) : []),
    ...side(false, most - forHeldOut, DRAW.train),
  ];
  const beyond = pictures.length - chosen.length;
  if (beyond > 0) leftOut.add('pictures beyond the number wished, drawn by the seed', '', beyond);
  return chosen;
}

/** A hash of 53 bits, so that two different pictures of a set are very unlikely to share one. */
function hashOf(bytes: Uint8Array): number {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (const byte of bytes) {
    one = Math.imul(one ^ byte, 16777619);
    other = Math.imul(other ^ byte, 2246822519) ^ (other >>> 15);
  }
  return (one >>> 0) * 2 ** 21 + ((other >>> 0) & 0x1fffff);
}

/**
 * Pictures with labels as data: [edge, edge, 1 or 3] each, from 0 (black) to 1, split by class.
 * Broken pictures and repeats are left out, and the visitor is told. @throws FileProblem
 */
export async function pictureData(
  all: readonly LabelledPicture[],
  wish: Wish,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Data> {
  const { edge, colour } = wish;
  const chosen = drawn(all, wish, leftOut);
  const unpacked = await squares(chosen, edge, decode, task, leftOut);
  const seen = new Set<number>();
  const items: (LabelledItem & { readonly bytes: Uint8Array })[] = [];
  chosen.forEach(({ name, label, side }, place) => {
    const bytes = unpacked[place];
    if (!bytes) return;
    const hash = hashOf(bytes);
    if (seen.has(hash)) leftOut.add('pictures equal to another one', name);
    else items.push({ label, side, bytes });
    seen.add(hash);
  });
  const split = splitByClass(items, wish, leftOut);
  const isGrey =
    colour === 'grey' || (colour === 'auto' && !items.some(({ bytes }) => isColoured(bytes)));
  const channels = isGrey ? 1 : 3;
  const size = edge * edge * channels;
  const side = (places: readonly number[], labels: Int32Array): Items => {
    const values = new Float32Array(places.length * size);
    places.forEach((place, row) => {
      const bytes = items[place]?.bytes as Uint8Array;
      const own = values.subarray(row * size, (row + 1) * size);
      for (let i = 0; i < size; i++)
        own[i] = (isGrey ? greyAt(bytes, 3 * i) : (bytes[i] as number)) / 255;
    });
    return { count: places.length, values, labels };
  };
  return {
    shape: [edge, edge, channels],
    range: [0, 1],
    isLight: true,
    train: side(split.train, split.trainLabels),
    heldOut: side(split.heldOut, split.heldOutLabels),
    classNames: split.classNames,
    groups: split.classNames.map((_, label) => label),
  };
}

/** Luma by Rec. 601, as in JPEG, from 0 to 255. */
const greyAt = (rgb: Uint8Array, at: number): number => {
  const [red, green, blue] = [rgb[at] as number, rgb[at + 1] as number, rgb[at + 2] as number];
  return red === green && green === blue ? red : 0.299 * red + 0.587 * green + 0.114 * blue;
};
