import type { Task } from '../../../protocol/reading/task';
import type { FileSource } from '../../bytes/fileSource';
import { counted } from '../../shared/wording';
import type { TableWish } from './csvTable';
import { lineTable } from './lineTable';
import type { Table, TableRow } from './table';

const LABEL = /^__label__(\S+)\s*/;

/** A line of labels and a text. One with another number of labels than one can't be used. */
function rowOf(words: string, line: number): TableRow {
  const labels: string[] = [];
  let text = words;
  for (let found = LABEL.exec(text); found; found = LABEL.exec(text)) {
    labels.push(found[1] as string);
    text = text.slice(found[0].length);
  }
  const row = { line, cells: [labels[0] ?? '', text] };
  return labels.length === 1
    ? row
    : { ...row, fault: `it has ${counted(labels.length, 'label')} instead of 1` };
}

/** Opens the lines that fastText trains on: "__label__spam and then the text". @throws FileProblem */
export const openFastText = (source: FileSource, task: Task, wish?: TableWish): Promise<Table> =>
  lineTable(
    source,
    ['label', 'text'],
    [`${source.path} was read as lines of fastText: a label, then the text.`],
    rowOf,
    task,
    wish,
  );
