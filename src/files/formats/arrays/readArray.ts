import { endingOf } from '../../bytes/fileSource';
import { contentOf } from '../../bytes/magic';
import { idxArray, isIdx } from './idx';
import { npyArray } from './npy';
import type { NamedArray } from './numbers';

/** Endings of NumPy's files. NPZ files are ZIP files of NPY files. IDX files are told by `isIdx`. */
const NUMPY = new Set(['npy', 'npz']);

/** Whether a file holds arrays, by its name. */
export const holdsArrays = (path: string): boolean => NUMPY.has(endingOf(path)) || isIdx(path);

/** The array in a file of arrays, or in a file inside an NPZ file. @throws FileProblem */
export function readArray(bytes: Uint8Array, path: string): NamedArray {
  const isNumPy = contentOf(bytes) === 'npy' || !(isIdx(path) || contentOf(bytes) === 'idx');
  return (isNumPy ? npyArray : idxArray)(bytes, path);
}
