import type { AsyncBuffer, Compressors, FileMetaData, RowGroup, SchemaElement } from 'hyparquet';
import { randomStream, shuffled } from '../../../parts/random';
import type { Column } from '../../../protocol/reading/preview';
import type { Task } from '../../../protocol/reading/task';
import { readAhead } from '../../bytes/readAhead';
import type { Source } from '../../bytes/source';
import { STREAM } from '../../shared/draw';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';
import { inBytes } from '../../shared/wording';
import { type Features, featuresIn } from './features';

/** An open Parquet file: its footer is read, its rows are not. */
export interface ParquetFile {
  readonly file: string;
  readonly side: Side | null;
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly features: Features;
}

const broken = (file: string) =>
  new FileProblem('this is no Parquet file, or it is broken or cut off.', { file });

/** Passes a sentence on, and turns whatever else went wrong in reading Parquet into one. */
const orBroken = (file: string, signal: AbortSignal | undefined) => (error: unknown) => {
  if (error instanceof FileProblem || signal?.aborted) throw error;
  throw broken(file);
};

/** @throws FileProblem */
export async function openParquet(
  file: string,
  buffer: AsyncBuffer,
  side: Side | null,
  features: Features,
  { signal }: Task,
): Promise<ParquetFile> {
  const { parquetMetadataAsync } = await import('hyparquet');
  if (buffer.byteLength === 0) throw new FileProblem('this file is empty.', { file });
  const metadata = await parquetMetadataAsync(buffer).catch(orBroken(file, signal));
  return { file, side, buffer, metadata, features: { ...featuresIn(metadata), ...features } };
}

export const bufferOf = (source: Source): AsyncBuffer => ({
  byteLength: source.size,
  async slice(start, end = source.size) {
    const bytes = await source.bytes(start, end);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  },
});

/** A top column of the schema with the names of its children. */
interface TopColumn {
  readonly element: SchemaElement;
  readonly children: readonly SchemaElement[];
}

function topColumns({ schema }: FileMetaData): TopColumn[] {
  const result: TopColumn[] = [];
  const below = (at: number): number => {
    let end = at + 1;
    for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) end = below(end);
    return end;
  };
  for (let at = 1; at < schema.length; ) {
    const end = below(at);
    const children: SchemaElement[] = [];
    for (let child = at + 1; child < end; child = below(child))
      children.push(schema[child] as SchemaElement);
    result.push({ element: schema[at] as SchemaElement, children });
    at = end;
  }
  return result;
}

/** A column of bytes that no feature describes holds pictures if its name says so. */
const PICTURE = /image|img|picture|photo|png|jpe?g/i;

/** What each column holds, by the features where they say it, else by the schema. */
export function kindsOf({ metadata, features }: ParquetFile): Map<string, Column['holds']> {
  return new Map(
    topColumns(metadata).map(({ element, children }): [string, Column['holds']] => {
      const { name, type, num_children, converted_type, logical_type } = element;
      const feature = features[name]?.type;
      const isPicture =
        feature === 'Image' ||
        (feature === undefined && children.some((child) => child.name === 'bytes'));
      if (isPicture) return [name, 'pictures'];
      if (feature === 'ClassLabel') return [name, 'text'];
      if (num_children) return [name, 'nothing readable'];
      if (type === 'BYTE_ARRAY') {
        const isText =
          feature === 'Value' ||
          converted_type === 'UTF8' ||
          converted_type === 'ENUM' ||
          logical_type?.type === 'STRING';
        if (isText) return [name, 'text'];
        return [
          name,
          feature === undefined && PICTURE.test(name) ? 'pictures' : 'nothing readable',
        ];
      }
      return [name, type === 'BOOLEAN' ? 'text' : 'numbers'];
    }),
  );
}

/** Part of a file that is read at once. */
export interface RowGroupPart {
  readonly file: ParquetFile;
  readonly start: number;
  readonly rows: number;
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** To be read for the columns wanted. */
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

/** The parts of a file, with what reading these columns of them takes. */
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
 * Parts drawn by the seed until they hold twice the rows wanted or take as many bytes as allowed, in
 * the order of the files: rows are often sorted by class, so parts from everywhere are needed.
 *
 * @throws FileProblem when a single part is over the limit
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
  for (const part of shuffled(parts, randomStream(seed, STREAM.rowGroups))) {
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

/** The packings that need more code than the usual ones. */
async function compressorsFor({ metadata }: ParquetFile): Promise<Compressors | undefined> {
  const codecs = metadata.row_groups.flatMap(({ columns }) =>
    columns.map(({ meta_data }) => meta_data?.codec ?? 'UNCOMPRESSED'),
  );
  if (codecs.every((codec) => codec === 'UNCOMPRESSED' || codec === 'SNAPPY')) return undefined;
  return (await import('hyparquet-compressors')).compressors;
}

/** The rows of some parts, part by part, each with the number of its first row. @throws FileProblem */
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
