import type { Column, Preview } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { pixelsOf } from '../formats/arrays/arrayLayout';
import { rangeOf, toByteOf } from '../formats/arrays/brightness';
import type { Decode, LabelledPicture } from '../formats/pictures/picture';
import { pixelEdge } from '../formats/tables/pixelColumns';
import type { Findings } from '../shared/findings';
import { counted } from '../shared/wording';
import { mostPictures, pictureData } from './pictureData';
import type { PointReader } from './tableData';

/**
 * The edge of the pictures whose pixels the columns hold; null if the rows are numbers, by the
 * contents or by the visitor's choice.
 */
export function chosenPixelEdge(
  columns: readonly Column[],
  roles: Roles | null,
  findings: Findings,
): number | null {
  const edge = pixelEdge(columns, roles);
  if (edge === null) return null;
  const options = [
    ['pictures', `a picture of ${edge} by ${edge} pixels`],
    ['numbers', counted(edge * edge, 'number')],
  ] as const;
  return findings.choose('rows', 'Each row is', options, 'pictures') === 'pictures' ? edge : null;
}

/** The preview of rows of numbers that were read as pictures. */
export function asPictures(preview: Preview, edge: number, wish: Wish): Preview {
  const used = preview.split ? preview.used : Math.min(preview.items, mostPictures(wish));
  return {
    ...preview,
    ...{ kind: 'image', used, shape: [wish.edge, wish.edge, 1] },
    sizes: [{ width: edge, height: edge, count: preview.items }],
    memoryBytes: used * wish.edge * wish.edge * 4,
  };
}

/** Pixels in cells need no decoder. */
const noDecoder: Decode = () => Promise.reject(new Error('cells of pixels are not decoded'));

/** Reads rows of pixels as pictures with this edge. It throws FileProblem. */
export const pixelReader =
  (edge: number, task: Task, findings: Findings): PointReader =>
  (points, wish, leftOut) => {
    const toByte = toByteOf(rangeOf(points.map(({ features }) => features)), findings);
    const strides = [edge, 1, 1] as const;
    const layout = { height: edge, width: edge, channels: 1, strides };
    const pictures = points.map(
      ({ label, side, features, id }, i): LabelledPicture => ({
        ...{ name: id ?? `picture ${i + 1}`, label, side },
        pixels: async () =>
          pixelsOf({ shape: [1, edge, edge], values: features }, layout, 0, toByte),
      }),
    );
    return pictureData(pictures, wish, noDecoder, task, leftOut);
  };
