import type { Compressors, RowGroup } from 'hyparquet';
import { randomStream, shuffled } from '../../../parts/random';
import type { Task } from '../../../protocol/reading/task';
import { readAhead } from '../../bytes/readAhead';
import { DRAW } from '../../shared/draw';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { inBytes } from '../../shared/wording';
import { broken, orBroken, type ParquetFile } from './parquet';

/** A row group of a file: the part that is read at once. */
export interface RowGroupPart {
  readonly file: ParquetFile;
  readonly start: number;
  readonly rows: number;
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** Bytes to read for the columns wanted. */
  readonly bytes: number;
}

function rangesOf(group: RowGroup, columns: readonly string[]): [number, number][] {
  return group.columns.flatMap(({ meta_data: column }) => {
    if (!column || !columns.includes(column.path_in_schema[0] ?? '')) return [];
    const first = column.dictionary_page_offset || column.data_page_offset;
    const start = Math.min(Number(first), Number(column.data_page_offset));
    return [[start, start + Number(column.total_compressed_size)] as [number, number]];
  });
}

/** The row groups of a file, with the ranges to read for these columns. */
export function partsOf(file: ParquetFile, columns: readonly string[]): RowGroupPart[] {
  let start = 0;
  return file.metadata.row_groups.map((group) => {
    const ranges = rangesOf(group, columns);
    const part = {
      file,
      start,
      rows: Number(group.num_rows),
      ranges,
      bytes: ranges.reduce((sum, [from, to]) => sum + to - from, 0),
    };
    start += part.rows;
    return part;
  });
}

/**
 * A draw of parts, in the order of the files, until they hold twice the rows wanted or would take
 * more bytes than allowed. Rows are often sorted by class, so parts from everywhere are needed.
 *
 * @throws FileProblem when every part is over the limit
 */
export function drawnParts(
  parts: readonly RowGroupPart[],
  rows: number,
  mostBytes: number,
  seed: number,
): RowGroupPart[] {
  const chosen = new Set<RowGroupPart>();
  let bytes = 0;
  let count = 0;
  for (const part of shuffled(parts, randomStream(seed, DRAW.rowGroups))) {
    if (count >= 2 * rows) break;
    if (bytes + part.bytes > mostBytes) continue;
    chosen.add(part);
    bytes += part.bytes;
    count += part.rows;
  }
  const [first] = parts;
  if (first && chosen.size === 0)
    throw new FileProblem(
      `each of its parts takes more than the ${inBytes(mostBytes)} that are read at most.`,
      { file: first.file.file },
    );
  return parts.filter((part) => chosen.has(part));
}

/** Code for rarer compressions, loaded only if the file needs it. */
async function compressorsFor({ metadata }: ParquetFile): Promise<Compressors | undefined> {
  const codecs = metadata.row_groups.flatMap(({ columns }) =>
    columns.map(({ meta_data }) => meta_data?.codec ?? 'UNCOMPRESSED'),
  );
  if (codecs.every((codec) => codec === 'UNCOMPRESSED' || codec === 'SNAPPY')) return undefined;
  return (await import('hyparquet-compressors')).compressors;
}

/** The rows of some parts, part by part. @throws FileProblem */
export async function* rowsOf(
  parts: readonly RowGroupPart[],
  columns: readonly string[],
  task: Task,
): AsyncGenerator<{ part: RowGroupPart; rows: Record<string, unknown>[] }, void> {
  const { parquetReadObjects } = await import('hyparquet');
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const pace = pacer(task, `Reading ${parts[0]?.file.file ?? ''}`);
  let read = 0;
  for (const file of new Set(parts.map((part) => part.file))) {
    const own = parts.filter((part) => part.file === file);
    const buffer = readAhead(
      file.buffer,
      own.flatMap(({ ranges }) => ranges),
    );
    const compressors = await compressorsFor(file);
    for (const part of own) {
      if (part.bytes > LIMITS.wholeBytes) throw broken(file.file);
      const rows = await parquetReadObjects({
        file: buffer,
        metadata: file.metadata,
        columns: [...columns],
        rowStart: part.start,
        rowEnd: part.start + part.rows,
        utf8: false,
        ...(compressors ? { compressors } : {}),
      }).catch(orBroken(file.file, task.signal));
      yield { part, rows };
      read += part.bytes;
      await pace(read, total);
    }
  }
}
