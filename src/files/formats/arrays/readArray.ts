import { endingOf } from '../../bytes/fileSource';
import { idxArray, isIdx } from './idx';
import { npyArray } from './npy';
import type { NamedArray } from './numbers';

type ReadArray = (bytes: Uint8Array, path: string) => NamedArray;

/** Readers of arrays, by ending. NPZ files are ZIP files of NPY files. IDX files are told by `isIdx`. */
const READERS: ReadonlyMap<string, ReadArray> = new Map([
  ['npy', npyArray],
  ['npz', npyArray],
]);

/** Whether a file holds arrays, by its name. */
export const holdsArrays = (path: string): boolean => READERS.has(endingOf(path)) || isIdx(path);

/** The array in a file of arrays, or in a file inside an NPZ file. @throws FileProblem */
export const readArray: ReadArray = (bytes, path) =>
  (isIdx(path) ? idxArray : (READERS.get(endingOf(path)) ?? npyArray))(bytes, path);
