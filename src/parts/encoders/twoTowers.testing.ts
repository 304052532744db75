import { tf } from '../../engine/tf';
import { randomStream } from '../random';
import { roomOf, rowSize } from '../text/captioned';

/** A small picture and the seven words of a caption. */
const size = rowSize(12, 7);
export const SHAPE = { size, ...roomOf(size) };
/** Words there are. */
export const WORDS = 11;

/** A row for each flag, 1 for a picture and 0 for a caption, each by its place; each call a new tensor. */
export function captionedRows(flags: readonly number[]): tf.Tensor2D {
  const rows = flags.map((isPicture, place) => {
    const random = randomStream(9, place);
    const pixels = Array.from({ length: SHAPE.pixels }, () => isPicture * random.uniform(-1, 1));
    const words = Array.from({ length: SHAPE.tokens }, (_, at) =>
      isPicture || at > 4 + place ? 0 : 1 + random.integer(WORDS - 1),
    );
    return [...pixels, ...words, isPicture];
  });
  return tf.tensor2d(rows);
}
