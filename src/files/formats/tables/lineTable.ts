import type { Task } from '../../../protocol/reading/task';
import { type DecodedText, textOf } from '../../bytes/encoding';
import { type FileSource, nameOf } from '../../bytes/fileSource';
import { pacer } from '../../shared/pace';
import { sideOfName } from '../../shared/side';
import type { TableWish } from './csvTable';
import type { Table, TableRow } from './table';

/** The lines of a text with their numbers, counted from 1; blank ones are skipped. */
export async function* linesOf(
  text: DecodedText,
  source: FileSource,
  task: Task,
): AsyncGenerator<readonly { readonly line: number; readonly words: string }[], void> {
  const pace = pacer(task, `Reading ${source.path}`);
  let rest = '';
  let number = 0;
  let read = 0;
  const numbered = (lines: readonly string[]) =>
    lines.flatMap((words) => {
      number++;
      return words.trim() === '' ? [] : [{ line: number, words: words.trim() }];
    });
  for await (const chunk of text.chunks(task)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield numbered(lines);
    read += chunk.length;
    await pace(Math.min(read, source.size), source.size);
  }
  yield numbered([rest]);
}

/** A table with a row in each line, read by `rowOf`. */
export async function lineTable(
  source: FileSource,
  columns: readonly string[],
  notes: readonly string[],
  rowOf: (words: string, line: number) => TableRow,
  task: Task,
  wish?: TableWish,
): Promise<Table> {
  const text = await textOf(source, task, wish?.encoding ?? null);
  return {
    file: source.path,
    counts: 'line',
    columns,
    side: sideOfName(nameOf(source.path)),
    layout: { encoding: text.encoding, separator: null, isNamed: false },
    notes: text.note ? [text.note, ...notes] : notes,
    async *rows(then) {
      for await (const lines of linesOf(text, source, then))
        yield lines.map(({ line, words }) => rowOf(words, line));
    },
  };
}
