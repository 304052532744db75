import { inflateSync } from 'fflate';
import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { inBytes } from '../shared/wording';
import { chunksOf, type FileSource, partOf } from './fileSource';

type Format = 'deflate-raw' | 'gzip';

const broken = (path: string) =>
  new FileProblem('the packed data are broken or cut off.', { file: path });

const tooMuch = (path: string, most: number) =>
  new FileProblem(
    `it unpacks to more than ${inBytes(most)}, as a ZIP bomb does, and was left packed.`,
    { file: path },
  );

/**
 * Packed bytes of a ZIP file unpacked at once. It is for small files, of which there may be
 * thousands: to make one of the streams below takes longer than to unpack a small file. Null if the
 * packing is broken or there are more than `size` bytes; the stream then says which.
 */
export function inflatedWhole(packed: Uint8Array, size: number): Uint8Array | null {
  try {
    // Room for one byte more shows whether there are too many.
    const whole = inflateSync(packed, { out: new Uint8Array(size + 1) });
    return whole.length === size ? whole : null;
  } catch {
    return null;
  }
}

/** The stream unpacked by the browser. It fails as `inflatedWhole` does. */
export function inflated(
  stream: ReadableStream<Uint8Array>,
  format: Format,
  path: string,
  most: number,
): ReadableStream<Uint8Array> {
  const unpacked = chunksOf(
    // The types of the DOM and of Node disagree on whether the bytes may be shared; they never are.
    stream.pipeThrough(new DecompressionStream(format) as never),
  );
  let length = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await unpacked.next();
        if (done) return controller.close();
        length += value.length;
        if (length > most) throw tooMuch(path, most);
        controller.enqueue(value);
      } catch (error) {
        await unpacked.return(undefined).catch(() => {});
        throw error instanceof FileProblem ? error : broken(path);
      }
    },
    async cancel() {
      await unpacked.return(undefined).catch(() => {});
    },
  });
}

/**
 * The file inside a gzip file, named without ".gz"; of ".tgz" a tar file. Its first bytes have
 * said that it is one, or its name does.
 */
export function withoutGzip(source: FileSource): FileSource {
  const stream = () => inflated(source.stream(), 'gzip', source.path, LIMITS.unpackedBytes);
  return {
    path: source.path.replace(/\.gz$/i, '').replace(/\.tgz$/i, '.tar'),
    size: source.size,
    stream,
    bytes: (start, end) => partOf(stream(), start, end),
  };
}
