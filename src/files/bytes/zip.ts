import { FileProblem } from '../shared/problem';
import { chunksOf, type FileSource, joined, partOf } from './fileSource';
import { inflated, inflatedWhole } from './inflate';
import { viewOf, type ZipEntry, zipList } from './zipList';

const LOCAL = 0x04034b50;

/** A file of at most so many bytes is read at once. */
const SMALL = 2 ** 20;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 so far, continued over more bytes. The first and the last value are inverted. */
function checksumOf(bytes: Uint8Array, before: number): number {
  let value = before;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 255] as number) ^ (value >>> 8);
  return value;
}

const LOCKED = 'it is locked with a password.';
const STRANGE = 'it is packed in a way that browsers cannot unpack; pack it as a plain ZIP file.';

const isUnpackable = ({ method }: ZipEntry): boolean => method === 0 || method === 8;

function sourceOf(zip: FileSource, entry: ZipEntry): FileSource {
  const path = `${zip.path.replace(/\.(zip|npz)$/i, '')}/${entry.path}`;
  const fail = (what: string, leftOutAs?: string) =>
    new FileProblem(what, { file: path, ...(leftOutAs && { leftOutAs }) });

  /** The unpacked bytes. A small file is read at once, without a stream. */
  async function* parts(start: number): AsyncGenerator<Uint8Array, void> {
    const end = start + entry.packed;
    if (entry.packed <= SMALL && entry.size <= SMALL) {
      const bytes = await zip.bytes(start, end);
      const whole = entry.method === 0 ? bytes : inflatedWhole(bytes, entry.size);
      if (whole) return yield whole;
    }
    const packed = new ReadableStream<Uint8Array>(rangeOf(zip, start, end));
    yield* chunksOf(
      entry.method === 0 ? packed : inflated(packed, 'deflate-raw', path, entry.size),
    );
  }

  async function* contents(): AsyncGenerator<Uint8Array, void> {
    if (entry.isLocked) throw fail(LOCKED, 'pictures locked with a password');
    if (!isUnpackable(entry)) throw fail(STRANGE);
    const local = viewOf(await zip.bytes(entry.offset, entry.offset + 30));
    if (local.byteLength < 30 || local.getUint32(0, true) !== LOCAL)
      throw fail('it is missing from the ZIP file, which may be cut off.');
    const start = entry.offset + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    let checksum = -1;
    let length = 0;
    for await (const part of parts(start)) {
      checksum = checksumOf(part, checksum);
      length += part.length;
      yield part;
    }
    if (length !== entry.size || (checksum ^ -1) >>> 0 !== entry.checksum)
      throw fail('the packed data are broken or cut off.');
  }

  const stream = () => {
    const parts = contents();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await parts.return();
      },
    });
  };
  const whole = async () => {
    const all: Uint8Array[] = [];
    for await (const part of contents()) all.push(part);
    return joined(all, entry.size);
  };
  if (entry.size > SMALL)
    return { path, size: entry.size, stream, bytes: (start, end) => partOf(stream(), start, end) };
  const bytes = async (start: number, end: number) => (await whole()).subarray(start, end);
  return { path, size: entry.size, stream, whole, bytes };
}

/** Reads a range piece by piece, so that no file has to fit into memory. */
function rangeOf(zip: FileSource, start: number, end: number): UnderlyingDefaultSource<Uint8Array> {
  const PIECE = 2 ** 20;
  let at = start;
  return {
    async pull(controller) {
      if (at >= end) return controller.close();
      const piece = await zip.bytes(at, Math.min(end, at + PIECE));
      at += piece.length;
      if (piece.length === 0) at = end;
      else controller.enqueue(piece);
    },
  };
}

/**
 * The files in a ZIP file, without hidden ones. Each is unpacked when it is read; its path starts
 * with the name of the ZIP file. Only the list at the end of the ZIP file is read here.
 * @throws FileProblem as `zipList`, and when no file in it can be unpacked
 */
export async function filesInZip(zip: FileSource): Promise<FileSource[]> {
  const list = await zipList(zip);
  const fail = (what: string) => new FileProblem(what, { file: zip.path });
  if (list.length > 0 && list.every(({ isLocked }) => isLocked))
    throw fail('it is locked with a password; unpack it and give the folder.');
  if (list.length > 0 && !list.some(isUnpackable)) throw fail(STRANGE);
  return list.map((entry) => sourceOf(zip, entry));
}
