import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { inBytes } from '../shared/wording';

/** A file to read: given by itself, or packed in another one. */
export interface FileSource {
  readonly path: string;
  /** Size in bytes once unpacked. Of a gzip file that is unknown, and this is its packed size. */
  readonly size: number;
  stream(): ReadableStream<Uint8Array>;
  /** Bytes from `start` up to but not including `end`; fewer if the file is shorter. */
  bytes(start: number, end: number): Promise<Uint8Array>;
  /** All bytes, if that is quicker than the stream. */
  whole?(): Promise<Uint8Array>;
}

/** What browsers throw when a file was changed, removed or locked after it was chosen. */
export const isWithdrawn = (error: unknown): boolean =>
  error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name);

/** The bytes of a chosen file. @throws FileProblem when it was changed or removed since */
async function bytesIn(path: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    throw isWithdrawn(error) ? new FileProblem(WITHDRAWN, { file: path }) : error;
  }
}

export const WITHDRAWN =
  'this file can’t be read any more: it was changed, moved or locked since it was chosen. Choose it again.';

export const fromBlob = (path: string, blob: Blob): FileSource => ({
  path,
  size: blob.size,
  stream: () => blob.stream(),
  whole: () => bytesIn(path, blob),
  bytes: (start, end) => bytesIn(path, blob.slice(start, end)),
});

/** The chunks of a stream. Leaving the loop early closes the stream. */
export async function* chunksOf(
  stream: ReadableStream<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) return;
      yield value;
    }
  } catch (error) {
    isOver = true;
    throw error;
  } finally {
    if (!isOver) await reader.cancel().catch(() => {});
  }
}

/** Bytes of a stream from `start` up to but not including `end`; the rest isn't read. */
export async function partOf(
  stream: ReadableStream<Uint8Array>,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let at = 0;
  for await (const part of chunksOf(stream)) {
    if (at + part.length > start) parts.push(part.subarray(Math.max(0, start - at), end - at));
    at += part.length;
    if (at >= end) break;
  }
  return joined(
    parts,
    parts.reduce((sum, { length }) => sum + length, 0),
  );
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only?.length === length) return only;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The whole file. @throws FileProblem when it is empty or larger than `most` bytes */
export async function wholeOf(
  source: FileSource,
  most: number = LIMITS.wholeBytes,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = (size: number) =>
    new FileProblem(`this file has ${inBytes(size)}; at most ${inBytes(most)} can be read.`, {
      file: source.path,
    });
  const empty = () => new FileProblem('this file is empty.', { file: source.path });
  if (source.size > most) throw tooLarge(source.size);
  if (source.whole) {
    if (source.size === 0) throw empty();
    return source.whole();
  }
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of chunksOf(source.stream())) {
    signal?.throwIfAborted();
    length += part.length;
    if (length > most) throw tooLarge(length);
    parts.push(part);
  }
  if (length === 0) throw empty();
  return joined(parts, length);
}

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** "train.csv.gz" -> "gz", in lower case; '' without a dot. */
export function endingOf(path: string): string {
  const name = nameOf(path);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/**
 * Files that systems leave behind: hidden ones, what macOS adds to ZIP files, caches of Windows.
 */
export const isHidden = (path: string): boolean =>
  path
    .split('/')
    .some(
      (part) =>
        part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part),
    );
