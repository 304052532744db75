import type { Task } from '../../protocol/reading/task';
import { fitted, type Square } from '../formats/pictures/fit';
import type { Decode, LabelledPicture } from '../formats/pictures/picture';
import { PixelRange } from '../formats/pictures/pixelRange';
import type { LeftOuts } from '../shared/leftOut';
import { pacer } from '../shared/pace';
import { FileProblem } from '../shared/problem';
import { counted } from '../shared/wording';

/** Pictures decoded at the same time. */
const AT_ONCE = 8;

const UNREADABLE = 'pictures that can’t be read';

export interface Squares {
  readonly squares: readonly (Square | null)[];
  readonly range: PixelRange;
}

/**
 * Pictures decoded and scaled to [edge, edge, 3]; null in place of one that can't be read. With them
 * the range of all pixels, as far as is needed to know that it is not narrow.
 * @throws FileProblem when none can
 */
export async function squares(
  pictures: readonly LabelledPicture[],
  edge: number,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Squares> {
  const pace = pacer(task, 'Reading pictures');
  const range = new PixelRange();
  const result: (Square | null)[] = new Array(pictures.length).fill(null);
  const problems = new Map<number, FileProblem>();
  let next = 0;
  let done = 0;
  let isOver = false;
  const worker = async () => {
    while (next < pictures.length && !isOver) {
      const place = next++;
      const picture = pictures[place] as LabelledPicture;
      try {
        const pixels = await picture.pixels(decode, 2 * edge);
        if (pixels.width * pixels.height > 0) result[place] = fitted(pixels, edge);
        range.add(pixels);
      } catch (error) {
        if (error instanceof FileProblem) problems.set(place, error);
        if (!task.signal?.aborted && !isFatal(error)) continue;
        isOver = true;
        throw error;
      } finally {
        done++;
      }
      await pace(done, pictures.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  pictures.forEach((picture, place) => {
    if (!result[place]) leftOut.add(problems.get(place)?.leftOutAs ?? UNREADABLE, picture.name);
  });
  if (!result.some(Boolean)) throw noneRead(pictures, problems);
  return { squares: result, range };
}

/** Says what is wrong with one of the pictures, or at least names one. */
function noneRead(
  pictures: readonly LabelledPicture[],
  problems: ReadonlyMap<number, FileProblem>,
): FileProblem {
  const why =
    problems.values().next().value?.message ??
    `${pictures[0]?.name}, for one, is cut off or packed in a way that this browser can’t read; save them as PNG or JPEG.`;
  return new FileProblem(`none of ${counted(pictures.length, 'picture')} can be read. ${why}`);
}

/** A failed download ends the read: it does not mean that a picture is broken. */
const isFatal = (error: unknown): boolean => error instanceof FileProblem && error.isFatal;
