import type { Task } from '../../../protocol/reading/task';
import { endingOf, type FileSource, wholeOf } from '../../bytes/fileSource';
import { filesInZip } from '../../bytes/zip';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import type { NamedArray } from './numbers';
import { readArray } from './readArray';

/** Every array in the files, NPZ files unpacked. @throws FileProblem */
export async function arraysIn(sources: readonly FileSource[], task: Task): Promise<NamedArray[]> {
  const pace = pacer(task, 'Reading arrays');
  const parts = (
    await Promise.all(
      sources.map((source) => (endingOf(source.path) === 'npz' ? filesInZip(source) : [source])),
    )
  ).flat();
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  if (total > LIMITS.wholeBytes)
    throw new FileProblem(
      `these arrays take ${Math.round(total / 1e6)} MB; at most ${Math.round(LIMITS.wholeBytes / 1e6)} MB can be read.`,
    );
  const arrays: NamedArray[] = [];
  let read = 0;
  for (const source of parts) {
    const bytes = await wholeOf(source, LIMITS.wholeBytes, task.signal);
    arrays.push(readArray(bytes, source.path));
    read += source.size;
    await pace(read, total);
  }
  return arrays;
}
