import type { Data } from '../../parts/data';
import type { Task } from '../../protocol/reading/task';
import type { Wish } from '../../protocol/reading/wish';
import type { ArrayItems } from '../formats/arrays/arrayItems';
import type { Decode } from '../formats/pictures/picture';
import { DRAW, drawnFrom } from '../shared/draw';
import type { LeftOuts } from '../shared/leftOut';
import { pictureData } from './pictureData';
import { pointData } from './pointData';

/** Arrays as data: pictures, or rows of numbers. @throws FileProblem */
export async function arrayData(
  items: ArrayItems,
  wish: Wish,
  decode: Decode,
  task: Task,
  leftOut: LeftOuts,
): Promise<Data> {
  if (items.kind === 'pictures') return pictureData(items.pictures, wish, decode, task, leftOut);
  const points = drawnFrom(items.points, wish.mostItems, wish.drawSeed, DRAW.train);
  if (points.length < items.points.length)
    leftOut.add(
      'rows beyond the number wished, drawn by the seed',
      '',
      items.points.length - points.length,
    );
  return pointData(points, wish, leftOut);
}
