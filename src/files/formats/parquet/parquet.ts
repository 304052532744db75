import type { AsyncBuffer, FileMetaData, SchemaElement } from 'hyparquet';
import type { Column } from '../../../protocol/reading/preview';
import type { Task } from '../../../protocol/reading/task';
import type { FileSource } from '../../bytes/fileSource';
import { FileProblem } from '../../shared/problem';
import type { Side } from '../../shared/side';
import { type Features, featuresIn } from './features';

/** An open Parquet file: its footer is read, its rows are not. */
export interface ParquetFile {
  readonly file: string;
  readonly side: Side | null;
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly features: Features;
}

export const broken = (file: string) =>
  new FileProblem('this is no Parquet file, or it is broken or cut off.', { file });

/**
 * Rethrows a FileProblem or an abort, and turns any other error of reading Parquet into a
 * FileProblem.
 */
export const orBroken = (file: string, signal: AbortSignal | undefined) => (error: unknown) => {
  if (error instanceof FileProblem || signal?.aborted) throw error;
  throw broken(file);
};

/**
 * Reads the footer of a file. `features` win over those that the file brings. @throws FileProblem
 */
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

export const bufferOf = (source: FileSource): AsyncBuffer => ({
  byteLength: source.size,
  async slice(start, end = source.size) {
    const bytes = await source.bytes(start, end);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  },
});

/** A column at the top of the schema, with its children. */
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

/** If no feature describes a column of bytes, it holds pictures if its name says so. */
const PICTURE = /image|img|picture|photo|png|jpe?g/i;

/** What each column holds: by its feature, else by the schema. */
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
