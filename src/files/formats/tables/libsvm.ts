import type { Task } from '../../../protocol/reading/task';
import { textOf } from '../../bytes/encoding';
import type { FileSource } from '../../bytes/fileSource';
import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import { thousands } from '../../shared/wording';
import type { TableWish } from './csvTable';
import { linesOf, lineTable } from './lineTable';
import { numberName, type Table, type TableRow } from './table';
import { LIBSVM } from './textKind';

const PAIR = /\s(\d+):(\S+)/g;

/**
 * Opens the sparse lines of LIBSVM and SVMlight: a label, then "place:value" of each number that is
 * not 0. It is read once beforehand to learn how many places there are. @throws FileProblem
 */
export async function openLibsvm(source: FileSource, task: Task, wish?: TableWish): Promise<Table> {
  const text = await textOf(source, task, wish?.encoding ?? null);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  for await (const lines of linesOf(text, source, task))
    for (const { words } of lines)
      for (const [, place] of words.replace(/#.*$/, '').matchAll(PAIR)) {
        lowest = Math.min(lowest, Number(place));
        highest = Math.max(highest, Number(place));
      }
  const first = Math.min(lowest, 1);
  const count = highest - first + 1;
  if (count > LIMITS.columns)
    throw new FileProblem(
      `its rows have ${thousands(count)} numbers each; at most ${thousands(LIMITS.columns)} can be read.`,
      { file: source.path },
    );
  const rowOf = (words: string, line: number): TableRow => {
    const cells: string[] = new Array(1 + count).fill('0');
    const label = words.split(/\s/, 1)[0] as string;
    cells[0] = label.replace(/^\+/, '');
    for (const [, place, value] of words.replace(/#.*$/, '').matchAll(PAIR))
      cells[1 + Number(place) - first] = value as string;
    if (!LIBSVM.test(words)) return { line, cells, fault: 'it is no line of LIBSVM' };
    return label.includes(',') ? { line, cells, fault: 'it has several labels' } : { line, cells };
  };
  const columns = ['label', ...Array.from({ length: count }, (_, i) => numberName(i + first))];
  const note = `${source.path} was read as lines of LIBSVM: a label, then the numbers that are not 0.`;
  return lineTable(source, columns, [note], rowOf, task, wish);
}
