import type { Findings } from '../../shared/findings';
import { FileProblem } from '../../shared/problem';
import type { LabelledPicture } from '../pictures/picture';
import { layoutOf, type PictureLayout, pixelsOf } from './arrayLayout';
import { rangeOf, toByteOf } from './brightness';
import type { LabelledArray } from './labelledArray';
import type { NumberList } from './numbers';
import type { LabelledPoint } from './point';

export type ArrayItems =
  | {
      readonly kind: 'pictures';
      readonly pictures: readonly LabelledPicture[];
      readonly size: { readonly width: number; readonly height: number };
    }
  | { readonly kind: 'points'; readonly points: readonly LabelledPoint[] };

const NO_LABEL = 'items without a label';

/**
 * Arrays with their labels as pictures or points. Pictures are [n, height, width], may have
 * channels last or first, and may be flat; other arrays [n, features] are points. Pixels become
 * bytes (`toByteOf`). @throws FileProblem
 */
export function arrayItems(found: readonly LabelledArray[], findings: Findings): ArrayItems {
  const [first] = found as readonly [LabelledArray];
  for (const { items } of found)
    if (typeof items.values[0] === 'string')
      throw new FileProblem('it holds words where pictures or numbers were looked for.', {
        file: items.name,
      });
  if (found.every(({ labels }) => labels.length === 0))
    throw new FileProblem('this array is empty.', { file: first.items.name });
  const layout = layoutOf(first.items, findings);
  return layout ? picturesOf(found, layout, findings) : pointsOf(found, findings);
}

function picturesOf(
  found: readonly LabelledArray[],
  { width, height }: PictureLayout,
  findings: Findings,
): ArrayItems {
  const toByte = toByteOf(rangeOf(found.map(({ items }) => items.values as NumberList)), findings);
  return {
    kind: 'pictures',
    size: { width, height },
    pictures: found.flatMap(({ items, labels, side }) => {
      const own = layoutOf(items, findings) as PictureLayout;
      return labels.flatMap((label, i) => {
        const name = `${items.name}, item ${i + 1}`;
        if (label !== '')
          return [{ name, label, side, pixels: async () => pixelsOf(items, own, i, toByte) }];
        findings.leftOut.add(NO_LABEL, name);
        return [];
      });
    }),
  };
}

function pointsOf(found: readonly LabelledArray[], { leftOut }: Findings): ArrayItems {
  const points = found.flatMap(({ items, labels, side }) => {
    const [, width = 0] = items.shape;
    return labels.flatMap((label, i) => {
      const name = `${items.name}, row ${i + 1}`;
      const features = Float64Array.from(
        (items.values as NumberList).subarray(i * width, (i + 1) * width),
      );
      if (label !== '' && features.every(Number.isFinite)) return [{ label, side, features }];
      leftOut.add(label === '' ? NO_LABEL : 'rows with a number that is missing or infinite', name);
      return [];
    });
  });
  if (points.length === 0)
    throw new FileProblem('every row has a number that is missing or infinite.', {
      file: found[0]?.items.name ?? '',
    });
  return { kind: 'points', points };
}
