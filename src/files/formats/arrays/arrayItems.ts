import type { LeftOuts } from '../../shared/leftOut';
import { FileProblem } from '../../shared/problem';
import type { LabelledPicture } from '../pictures/picture';
import { type LabelledArray, withLabels } from './arrayLabels';
import { layoutOf, type PictureLayout, pixelsOf, scaleOf } from './arrayPixels';
import type { NamedArray, NumberList } from './numbers';
import type { LabelledPoint } from './point';

export type ArrayItems =
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly LabelledPicture[];
      readonly size: { readonly width: number; readonly height: number };
    }
  | { readonly kind: 'points'; readonly points: readonly LabelledPoint[] };

/**
 * Arrays as pictures or points, with their labels. Pictures are [n, height, width], may have
 * channels last or first, and may be flat squares of at least 8 by 8; other arrays [n, features]
 * are points. Pixels become bytes; other values are scaled to their range. @throws FileProblem
 */
export function arrayItems(arrays: readonly NamedArray[], leftOut: LeftOuts): ArrayItems {
  const found = withLabels(arrays, leftOut);
  const [first] = found as [LabelledArray];
  for (const { items } of found)
    if (Array.isArray(items.values))
      throw new FileProblem('it holds words where pictures or numbers were looked for.', {
        file: items.name,
      });
  if (found.every(({ labels }) => labels.length === 0))
    throw new FileProblem('this array is empty.', { file: first.items.name });
  const layout = layoutOf(first.items);
  if (!layout) {
    const points = found.flatMap(({ items, labels, side }) => {
      const [, width = 0] = items.shape;
      return labels.flatMap((label, i) => {
        const features = Float64Array.from(
          (items.values as NumberList).subarray(i * width, (i + 1) * width),
        );
        if (features.every(Number.isFinite)) return [{ label, side, features }];
        leftOut.add(
          'rows with a number that is missing or infinite',
          `${items.name}, row ${i + 1}`,
        );
        return [];
      });
    });
    if (points.length === 0)
      throw new FileProblem('every row has a number that is missing or infinite.', {
        file: first.items.name,
      });
    return { kind: 'points', points };
  }
  const toByte = scaleOf(found.map(({ items }) => items));
  return {
    kind: 'pictures',
    size: { width: layout.width, height: layout.height },
    pictures: found.flatMap(({ items, labels, side }) => {
      const own = layoutOf(items) as PictureLayout;
      return labels.map((label, i) => ({
        name: `${items.name}, item ${i + 1}`,
        label,
        side,
        pixels: async () => pixelsOf(items, own, i, toByte),
      }));
    }),
  };
}
