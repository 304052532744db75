import type { Task } from '../../../protocol/reading/task';
import { endingOf, type FileSource, nameOf, wholeOf } from '../../bytes/fileSource';
import { filesInZip } from '../../bytes/zip';
import type { Findings } from '../../shared/findings';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { isLabelName } from './arrayLabels';
import type { NamedArray } from './numbers';
import { readArray } from './readArray';

/**
 * Every array in the files, NPZ files unpacked. One of a kind that can't be read is left out if
 * there are others and it is not called a label: without its labels the rest would mean something
 * else. @throws FileProblem
 */
export async function arraysIn(
  sources: readonly FileSource[],
  task: Task,
  findings: Findings,
): Promise<NamedArray[]> {
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
  const unread: FileProblem[] = [];
  let read = 0;
  for (const source of parts) {
    const bytes = await wholeOf(source, LIMITS.wholeBytes, task.signal);
    try {
      arrays.push(readArray(bytes, source.path));
    } catch (error) {
      const what = error instanceof FileProblem ? error.leftOutAs : null;
      if (what === null || isLabelName(nameOf(source.path))) throw error;
      unread.push(error as FileProblem);
      findings.leftOut.add(what, source.path);
    }
    read += source.size;
    await pace(read, total);
  }
  const [problem] = unread;
  if (problem && !arrays.some(({ shape }) => shape.length >= 2)) throw problem;
  return arrays;
}
