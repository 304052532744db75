import { counted, inBytes, thousands } from '../../../files/shared/wording';
import type { Preview } from '../../../protocol/reading/preview';
import type { Wish } from '../../../protocol/reading/wish';
import { heldOutShare, MOST_HELD_OUT } from '../../../state/heldOutShare';
import { ITEM_WORDS, ownPartOfPreview } from './ownParts';

type Figure = readonly [what: string, value: string];

/** "28 × 28 pixels, colour", "32 words at most", "4 numbers" */
function shapeInWords({ kind, shape }: Preview, { colour }: Wish): string {
  const [height = 0, width = 0, channels = 0] = shape;
  if (kind === 'text') return `${height} words at most`;
  if (kind === 'point') return counted(height, 'number');
  const seen =
    colour === 'auto' ? 'grey unless one has a colour' : channels === 1 ? 'grey' : 'colour';
  return `${height} × ${width} pixels, ${seen}`;
}

/** How many are held out, and by whose split: exactly if the preview has read the data. */
function heldOutInWords(preview: Preview, wish: Wish): string {
  const { used, sides, pairs, split } = preview;
  if (split) {
    const one = pairs > 0 ? 'text' : 'item';
    const wished = wish.heldOutShare * (split.train + split.heldOut);
    const isCapped = wished > 1.2 * MOST_HELD_OUT && split.heldOut < 0.9 * wished;
    return `${counted(split.heldOut, one)}; ${thousands(split.train)} train${isCapped ? CAPPED : ''}`;
  }
  const share = heldOutShare(wish, preview);
  const count = Math.round(used * share);
  const what = counted(count, pairs > 0 ? 'pair' : 'item');
  const given = sides ? ' of those that the data set apart' : '';
  return `about ${what}${given}${share < wish.heldOutShare ? CAPPED : ''}`;
}

const CAPPED = `, no more, since all lanes measure ${thousands(MOST_HELD_OUT)} items at every picture`;

/** The figures of a preview. */
export function previewFigures(preview: Preview, wish: Wish): Figure[] {
  const { items, used, pairs, classes, memoryBytes, downloadBytes } = preview;
  const { one, many } = ITEM_WORDS[ownPartOfPreview(preview)];
  const among = classes.length > 0 ? ` in ${counted(classes.length, 'class', 'classes')}` : '';
  const found = pairs > 0 ? counted(pairs, 'pair') : `${counted(items, one, many)}${among}`;
  const all = pairs > 0 ? pairs : items;
  const isDrawn =
    !preview.split || preview.leftOut.some(({ what }) => what.includes('drawn by the seed'));
  // Until it is known what the columns are for, there are only rows to count.
  if (preview.columns.length > 0 && !preview.roles) return [['Found', counted(items, 'row')]];
  return [
    ['Found', found],
    ...(used < all
      ? [['Used', `${thousands(used)}${isDrawn ? ', drawn by the seed' : ''}`] as const]
      : []),
    ['Held out', heldOutInWords(preview, wish)],
    ['Each', shapeInWords(preview, wish)],
    ['Memory', inBytes(memoryBytes)],
    ...(downloadBytes > 0 ? [['Download', inBytes(downloadBytes)] as const] : []),
  ];
}
