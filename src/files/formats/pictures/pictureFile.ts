import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';
import { thousands, uncapital } from '../../shared/wording';
import { deepPngPixels, isDeepPng, tiffPixels } from './deepDecoders';
import type { Decode, LabelledPicture, Pixels } from './picture';
import { type PictureHead, pictureHead } from './pictureHead';
import { pnmPixels } from './pnm';

/** A picture from the bytes of its file. Its type and size are checked before it is decoded. */
export const pictureFrom = (
  name: string,
  label: string,
  side: Side | null,
  read: () => Promise<Uint8Array> | Uint8Array,
): LabelledPicture => ({
  name,
  label,
  side,
  async pixels(decode, longest) {
    const bytes = await read();
    const head = pictureHead(bytes);
    if (!head)
      throw new FileProblem('this is no picture of a kind that can be read here.', { file: name });
    const { width = 1, height = 1 } = head.size ?? {};
    if (width * height > LIMITS.picturePixels)
      throw new FileProblem(`${thousands(width)} by ${thousands(height)} pixels are too many.`, {
        file: name,
        leftOutAs: `pictures of over ${LIMITS.picturePixels / 1e6} million pixels`,
      });
    return decoded(bytes, head.type, name, decode, longest);
  },
});

const HEIC =
  'this is HEIC, as iPhones take pictures, which this browser can’t read; save it as JPEG, or open this page in Safari.';

/** The pixels of a picture, by its own decoder if there is one, else by the browser's. */
async function decoded(
  bytes: Uint8Array,
  type: PictureHead['type'],
  name: string,
  decode: Decode,
  longest: number,
): Promise<Pixels> {
  try {
    if (type === 'pnm') return pnmPixels(bytes) ?? (await decode(bytes, longest));
    if (type === 'tiff') return await tiffPixels(bytes);
    return await (isDeepPng(bytes) ? deepPngPixels(bytes) : decode(bytes, longest));
  } catch (error) {
    if (type === 'heic')
      throw new FileProblem(HEIC, {
        file: name,
        leftOutAs: 'HEIC pictures, which few browsers read',
      });
    if (error instanceof FileProblem && error.file === null && !error.isFatal)
      throw new FileProblem(uncapital(error.message), {
        file: name,
        ...(error.leftOutAs && { leftOutAs: error.leftOutAs }),
      });
    throw error;
  }
}
