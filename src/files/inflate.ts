import { FileProblem, inBytes } from './problem';
import { chunksOf, endingOf, partOf, type Source } from './source';

/** The stream unpacked by the platform, with a sentence where the packing is broken. */
export function inflated(
  stream: ReadableStream<Uint8Array>,
  format: 'deflate-raw' | 'gzip',
  path: string,
  most: number,
): ReadableStream<Uint8Array> {
  const unpacked = chunksOf(
    // The types of DOM and Node disagree on whether the bytes may be shared; they never are.
    stream.pipeThrough(new DecompressionStream(format) as never),
  );
  let length = 0;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await unpacked.next();
        if (done) return controller.close();
        length += value.length;
        if (length > most)
          throw new FileProblem(
            `it unpacks to more than ${inBytes(most)}, as a ZIP bomb does, and was left packed.`,
            { file: path },
          );
        controller.enqueue(value);
      } catch (error) {
        await unpacked.return(undefined).catch(() => {});
        throw error instanceof FileProblem
          ? error
          : new FileProblem('the packed data are broken or cut off.', { file: path });
      }
    },
    async cancel() {
      await unpacked.return(undefined).catch(() => {});
    },
  });
}

const isGzip = (source: Source): boolean => endingOf(source.path) === 'gz';

/** A gzip file as the file inside it, under its name without ".gz"; any other file as it is. */
export function withoutGzip(source: Source, most: number): Source {
  if (!isGzip(source)) return source;
  const stream = () => inflated(source.stream(), 'gzip', source.path, most);
  return {
    path: source.path.slice(0, -'.gz'.length),
    size: source.size,
    stream,
    bytes: (start, end) => partOf(stream(), start, end),
  };
}
