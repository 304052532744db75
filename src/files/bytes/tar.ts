import { LIMITS } from '../shared/limits';
import { FileProblem } from '../shared/problem';
import { counted } from '../shared/wording';
import { type FileSource, isHidden } from './fileSource';

const BLOCK = 512;

const decoder = new TextDecoder();

/** Text up to the first zero. */
function textAt(block: Uint8Array, start: number, length: number): string {
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  return decoder.decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** A number in octal digits, or in GNU's binary form for sizes of 8 GB and more. */
function numberAt(block: Uint8Array, start: number, length: number): number {
  if (((block[start] ?? 0) & 0x80) === 0)
    return Number.parseInt(textAt(block, start, length).trim() || '0', 8);
  let value = 0;
  for (let i = start + 1; i < start + length; i++) value = value * 256 + (block[i] ?? 0);
  return value;
}

/** Whether the sum of all bytes of a header is the one it states, its own field read as blanks. */
function isHeader(block: Uint8Array): boolean {
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  return sum === numberAt(block, 148, 8);
}

/** The path and size that a pax header gives to the next file: lines "<length> <key>=<value>". */
function paxIn(bytes: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(32, at);
    const length = Number(decoder.decode(bytes.subarray(at, blank)));
    if (blank < 0 || !(length > 0)) break;
    const [key = '', ...value] = decoder
      .decode(bytes.subarray(blank + 1, at + length - 1))
      .split('=');
    if (key === 'path') found.path = value.join('=');
    if (key === 'size') found.size = Number(value.join('='));
    at += length;
  }
  return found;
}

const cleaned = (name: string): string =>
  name
    .replace(/\\/g, '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .join('/');

/**
 * The files in a tar file (ustar, with the long names of GNU and pax), without folders, links and
 * hidden files. Their paths start with the name of the tar file. Only headers are read here; each
 * file is read where it lies. Format: https://www.gnu.org/software/tar/manual/html_node/Standard.html
 * @throws FileProblem when it is no tar file, is cut off, or holds too many files
 */
export async function filesInTar(tar: FileSource): Promise<FileSource[]> {
  const fail = (what: string) => new FileProblem(what, { file: tar.path });
  const folder = tar.path.replace(/\.(tar|tgz)$/i, '');
  const files: FileSource[] = [];
  let next: { path?: string; size?: number } = {};
  for (let at = 0; at < tar.size; ) {
    const header = await tar.bytes(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) break;
    if (header.length < BLOCK) throw fail('this tar file is cut off.');
    if (!isHeader(header)) throw fail('this is no tar file, or it is broken.');
    const type = String.fromCharCode(header[156] ?? 0);
    const size = next.size ?? numberAt(header, 124, 12);
    const start = at + BLOCK;
    if (start + size > tar.size) throw fail('this tar file is cut off.');
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'L') next.path = textAt(await tar.bytes(start, start + size), 0, size);
    else if (type === 'x') next = { ...next, ...paxIn(await tar.bytes(start, start + size)) };
    if (type === 'L' || type === 'x') continue;
    const isUstar = textAt(header, 257, 5) === 'ustar';
    const prefix = isUstar && header[262] === 0 ? textAt(header, 345, 155) : '';
    const path = cleaned(next.path ?? `${prefix}/${textAt(header, 0, 100)}`);
    next = {};
    if (!'07\0'.includes(type) || path === '' || isHidden(path)) continue;
    files.push(sliceOf(tar, `${folder}/${path}`, start, size));
    if (files.length > LIMITS.files)
      throw fail(`it holds over ${counted(LIMITS.files, 'file')}; no more can be read.`);
  }
  return files;
}

const PIECE = 2 ** 20;

function sliceOf(tar: FileSource, path: string, from: number, size: number): FileSource {
  const bytes = (start: number, end: number) => tar.bytes(from + start, from + Math.min(end, size));
  return {
    ...{ path, size, bytes },
    whole: () => bytes(0, size),
    stream() {
      let at = 0;
      return new ReadableStream<Uint8Array>({
        async pull(controller) {
          if (at >= size) return controller.close();
          const piece = await bytes(at, at + PIECE);
          at += PIECE;
          controller.enqueue(piece);
        },
      });
    },
  };
}
