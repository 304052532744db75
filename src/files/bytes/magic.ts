/** What the first bytes of a file say that it is, whatever its name says. */
export type Content =
  | 'zip'
  | 'gzip'
  | 'tar'
  | 'parquet'
  | 'arrow'
  | 'npy'
  | 'idx'
  | 'picture'
  | 'unread'
  /** None of these: text, or bytes of no known kind. */
  | 'other';

/** Bytes at the start that are looked at. */
export const MAGIC_BYTES = 512;

/** How files of known kinds begin: bytes as Latin-1 characters, from a place on. */
const STARTS: readonly (readonly [content: Content, start: string, at?: number])[] = [
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['gzip', '\x1f\x8b\x08'],
  ['tar', 'ustar', 257],
  ['parquet', 'PAR1'],
  ['arrow', 'ARROW1'],
  ['arrow', 'FEA1'],
  ['npy', '\x93NUMPY'],
  ['picture', '\x89PNG\r\n\x1a\n'],
  ['picture', '\xff\xd8\xff'],
  ['picture', 'GIF8'],
  ['picture', 'WEBPVP8', 8],
  ['picture', 'ftypavif', 4],
  ['picture', 'ftypavis', 4],
  ['picture', 'ftyphei', 4],
  ['picture', 'ftypmif1', 4],
  ['picture', 'II*\0'],
  ['picture', 'MM\0*'],
];

const UNPACK = 'unpack it, or make a ZIP file of what is in it.';
const AS_ARRAYS = 'save its arrays as NPZ, with numpy.savez.';

/** Kinds that are not read: what they are, and what to do. */
const UNREAD: readonly (readonly [what: string, advice: string, start: string, at?: number])[] = [
  ['a 7-Zip file', UNPACK, '7z\xbc\xaf\x27\x1c'],
  ['a RAR file', UNPACK, 'Rar!\x1a\x07'],
  ['a bzip2 file', UNPACK, 'BZh'],
  ['an xz file', UNPACK, '\xfd7zXZ'],
  ['a Zstandard file', UNPACK, '\x28\xb5\x2f\xfd'],
  ['an HDF5 file', AS_ARRAYS, '\x89HDF\r\n\x1a\n'],
  ['a MATLAB file', AS_ARRAYS, 'MATLAB 5.0'],
  ['an SQLite database', 'save its tables as Parquet or CSV.', 'SQLite format 3'],
  ['a PDF file', 'save its text as a table.', '%PDF'],
  ['an Office file', 'save it as XLSX or CSV first.', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
];

const starts = (bytes: Uint8Array, start: string, at = 0): boolean => {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start.charCodeAt(i)) return false;
  return true;
};

const isBitmap = (bytes: Uint8Array): boolean =>
  starts(bytes, 'BM') &&
  starts(bytes, '\0\0\0\0', 6) &&
  [12, 40, 52, 56, 64, 108, 124].includes(bytes[14] ?? 0);

/** PBM, PGM or PPM: "P5", blank, then a width or a comment. */
const isNetpbm = (bytes: Uint8Array): boolean =>
  /^P[1-6]\s+(#|\d)/.test(String.fromCharCode(...bytes.subarray(0, 16)));

/** A pickle of protocol 2 to 5, as joblib and torch write too: protocol, then a frame or an object. */
const isPickle = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x80 &&
  (bytes[1] ?? 0) >= 2 &&
  (bytes[1] ?? 0) <= 5 &&
  [0x95, 0x63, 0x8a, 0x7d, 0x5d, 0x28, 0x58, 0x8c].includes(bytes[2] ?? 0);

/** Two zeros, a type, and the number of dimensions: the header of an IDX file. */
const isIdxHead = (bytes: Uint8Array): boolean =>
  bytes.length > 8 &&
  bytes[0] === 0 &&
  bytes[1] === 0 &&
  [8, 9, 11, 12, 13, 14].includes(bytes[2] ?? 0) &&
  (bytes[3] ?? 0) >= 1 &&
  (bytes[3] ?? 0) <= 4;

/** The content that a file begins as. `head`: its first 512 bytes, or all. */
export function contentOf(head: Uint8Array): Content {
  const found = STARTS.find(([, start, at]) => starts(head, start, at));
  if (found) return found[0];
  if (isBitmap(head) || isNetpbm(head)) return 'picture';
  if (adviceOn(head) !== null) return 'unread';
  return isIdxHead(head) ? 'idx' : 'other';
}

/** What to do about a file of a kind that is not read, in a sentence; null for others. */
export function adviceOn(head: Uint8Array): string | null {
  const [what, advice] = UNREAD.find(([, , start, at]) => starts(head, start, at)) ?? [];
  if (what) return `this is ${what}, which is not read here; ${advice}`;
  return isPickle(head)
    ? `this is a pickle of Python, as joblib and torch write, which could run any code; ${AS_ARRAYS}`
    : null;
}
