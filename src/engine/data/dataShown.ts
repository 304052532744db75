import type { Data, Items } from '../../parts/data';
import { metrics } from '../../parts/metrics';
import { roomOf } from '../../parts/text/captioned';
import { wordsRead } from '../../parts/text/tokens';
import type { DataShown } from '../../protocol/dataShown';
import { heldOutMeasures } from '../../protocol/measures';
import { partOf, type Recipe } from '../../recipe/recipe';
import { withSeenChannels } from './seenChannels';
import { thumbnailsOf } from './thumbnails';

/**
 * A key for data: the data set, its knobs, the seed and, for a visitor's own data, which data they are.
 * Equal keys mean equal bytes.
 */
export function dataKeyOf(recipe: Recipe, own = ''): string {
  const names = Object.keys(partOf(recipe, 'data').knobs);
  const { parts, knobs } = recipe;
  return JSON.stringify([parts.data, knobs.seed, names.map((name) => knobs[name]), own]);
}

/** The values of paper and ink. In light pictures of one channel the largest value is paper. */
const asInk = ([low, high]: Data['range'], shape: Data['shape'], isLight = false): Data['range'] =>
  isLight && shape[2] === 1 ? [high, low] : [low, high];

/** The values of items that can be drawn: all of them or, if there are texts too, those of pictures. */
function seenOf({ values, count }: Items, { pictures, shape }: Data): Float32Array {
  if (!pictures) return values;
  const { pixels } = roomOf(shape[0] as number);
  const seen = new Float32Array(count * pixels);
  const size = values.length / Math.max(1, count);
  for (let item = 0; item < count; item++)
    seen.set(values.subarray(item * size, item * size + pixels), item * pixels);
  return seen;
}

/** Items as the page shows them: texts as they are, everything else as thumbnails; captioned data as both. */
function itemsShown(items: Items, data: Data) {
  const { range, isLight, shape, pictures } = data;
  const isSeen = pictures !== undefined || !items.texts;
  const ink = asInk(range, pictures ?? shape, isLight);
  return {
    labels: items.labels,
    thumbnails: isSeen ? thumbnailsOf({ values: seenOf(items, data) }, ink) : new Uint8Array(),
    texts: items.texts ?? null,
  };
}

/** What the page is told of the data. */
export const dataShown = (data: Data): DataShown => shownOf(withSeenChannels(data));

const shownOf = (data: Data): DataShown => ({
  shape: data.pictures ?? data.shape,
  classNames: data.classNames,
  ...(data.heldOut.ids ? { ids: data.heldOut.ids } : {}),
  groups: data.groups,
  trainCount: data.train.count,
  trainPairs: (data.train.pairs?.length ?? 0) / 2,
  ...itemsShown(data.heldOut, data),
  vocabulary: data.vocabulary ?? null,
  wordsRead: data.vocabulary ? wordsRead(data) : 0,
  pairs: data.heldOut.pairs ?? null,
  nearMisses: data.heldOut.nearMisses
    ? { ...data.heldOut.nearMisses, names: data.editNames ?? [] }
    : null,
  scenes: data.scenes ?? null,
  train: itemsShown(data.train, data),
  range: data.range,
  chance: Object.fromEntries(
    heldOutMeasures.flatMap((name) => {
      const chance = metrics[name].chance?.(data.heldOut.labels);
      return chance === undefined ? [] : [[name, chance]];
    }),
  ),
});
