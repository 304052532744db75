import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { counted, inBytes } from '../shared/wording';
import { type FileSource, isHidden } from './fileSource';

const END = 0x06054b50;
const END_64 = 0x06064b50;
const END_64_LOCATOR = 0x07064b50;
const ENTRY = 0x02014b50;

export const viewOf = (bytes: Uint8Array) =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An integer of 64 bits. Only a broken file has one beyond 2^53. */
const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

interface Directory {
  readonly entries: number;
  readonly size: number;
  readonly offset: number;
}

async function directoryOf(zip: FileSource): Promise<Directory> {
  const broken = (what: string) => new FileProblem(what, { file: zip.path });
  if (zip.size === 0) throw broken('this file is empty.');
  const tailStart = Math.max(0, zip.size - 65_557);
  const tail = viewOf(await zip.bytes(tailStart, zip.size));
  for (let at = tail.byteLength - 22; at >= 0; at--) {
    if (tail.getUint32(at, true) !== END) continue;
    if (at + 22 + tail.getUint16(at + 20, true) !== tail.byteLength) continue;
    const directory = {
      entries: tail.getUint16(at + 10, true),
      size: tail.getUint32(at + 12, true),
      offset: tail.getUint32(at + 16, true),
    };
    const isLong =
      directory.entries === 0xffff ||
      directory.size === 0xffffffff ||
      directory.offset === 0xffffffff;
    if (!isLong || at < 20 || tail.getUint32(at - 20, true) !== END_64_LOCATOR) return directory;
    const place = long(tail, at - 12);
    const end = viewOf(await zip.bytes(place, place + 56));
    if (end.byteLength < 56 || end.getUint32(0, true) !== END_64)
      throw broken('this is not a ZIP file, or it is cut off.');
    return { entries: long(end, 32), size: long(end, 40), offset: long(end, 48) };
  }
  throw broken('this is not a ZIP file, or it is cut off.');
}

/** A file in a ZIP file, as listed at its end. Sizes and offset in bytes. */
export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly isLocked: boolean;
  readonly packed: number;
  readonly size: number;
  readonly checksum: number;
  readonly offset: number;
}

/** Names that are valid UTF-8 are read as UTF-8, others as Latin-1. */
function nameFrom(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

/** Nothing is written to these paths, so ".." is harmless; it is dropped all the same. */
const cleaned = (name: string): string =>
  name
    .replace(/\\/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

function entriesIn(bytes: Uint8Array, zip: string): ZipEntry[] {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  for (let at = 0; at + 46 <= bytes.length; ) {
    if (view.getUint32(at, true) !== ENTRY)
      throw new FileProblem('the list of files inside is broken.', { file: zip });
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length)
      throw new FileProblem('the list of files inside is cut off.', { file: zip });
    const name = nameFrom(bytes.subarray(at + 46, at + 46 + nameLength));
    let size = view.getUint32(at + 24, true);
    let packed = view.getUint32(at + 20, true);
    let offset = view.getUint32(at + 42, true);
    const extraEnd = at + 46 + nameLength + extraLength;
    for (let extra = at + 46 + nameLength; extra + 4 <= extraEnd; ) {
      const length = view.getUint16(extra + 2, true);
      if (view.getUint16(extra, true) === 1) {
        let field = extra + 4;
        const longOr = (short: number) => {
          if (short !== 0xffffffff || field + 8 > extraEnd) return short;
          field += 8;
          return long(view, field - 8);
        };
        size = longOr(size);
        packed = longOr(packed);
        offset = longOr(offset);
      }
      extra += 4 + length;
    }
    const path = cleaned(name);
    if (!/[\\/]$/.test(name) && path !== '' && !isHidden(path))
      entries.push({
        path,
        size,
        packed,
        offset,
        method: view.getUint16(at + 10, true),
        isLocked: (view.getUint16(at + 8, true) & 1) === 1,
        checksum: view.getUint32(at + 16, true),
      });
    at = next;
  }
  return entries;
}

/** Refuses what looks like a ZIP bomb before anything is unpacked. @throws FileProblem */
function refuseBombs(entries: readonly ZipEntry[], zip: FileSource): void {
  const fail = (what: string, file = zip.path) => new FileProblem(what, { file });
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.unpackedBytes)
    throw fail(
      `it would unpack to ${inBytes(total)}; at most ${inBytes(LIMITS.unpackedBytes)} can be read.`,
    );
  if (entries.reduce((sum, { packed }) => sum + packed, 0) > zip.size)
    throw fail('the files inside lie on top of one another, as in a ZIP bomb.');
  for (const { path, size, packed } of entries)
    if (size > LIMITS.bombBytes && size > packed * LIMITS.bombRatio)
      throw fail(
        `${path} inside would unpack from ${inBytes(packed)} to ${inBytes(size)}, as a ZIP bomb does.`,
      );
}

/**
 * The list of files in a ZIP file, without folders and hidden files.
 * @throws FileProblem when it is not a ZIP file, is cut off, is too large or looks like a ZIP bomb
 */
export async function zipList(zip: FileSource): Promise<ZipEntry[]> {
  const { entries, size, offset } = await directoryOf(zip);
  if (entries > LIMITS.files)
    throw new FileProblem(
      `it holds ${counted(entries, 'file')}; at most ${counted(LIMITS.files, 'file')} can be read.`,
      { file: zip.path },
    );
  if (offset + size > zip.size)
    throw new FileProblem('this is not a ZIP file, or it is cut off.', { file: zip.path });
  const list = entriesIn(await zip.bytes(offset, offset + size), zip.path);
  refuseBombs(list, zip);
  return list;
}
