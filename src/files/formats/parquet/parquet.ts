import type { AsyncBuffer, FileMetaData, SchemaElement } from 'hyparquet';
import type { Holds } from '../../../protocol/reading/preview';
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

/** A column of a file: at the top of the schema, or a field of a record in one ("meta.title"). */
export interface ParquetColumn {
  readonly name: string;
  /** Its names from the top of the schema down. */
  readonly path: readonly string[];
  /** 'text lists': a list of anything; its cells tell of what. */
  readonly holds: Holds;
}

interface Node {
  readonly element: SchemaElement;
  readonly children: readonly Node[];
}

function treeOf({ schema }: FileMetaData): readonly Node[] {
  let at = 1;
  const next = (): Node => {
    const element = schema[at++] as SchemaElement;
    const children = Array.from({ length: element.num_children ?? 0 }, next);
    return { element, children };
  };
  const top: Node[] = [];
  while (at < schema.length) top.push(next());
  return top;
}

/** If no feature describes a column of bytes, it holds pictures if its name says so. */
const PICTURE = /image|img|picture|photo|png|jpe?g/i;

const isList = ({ converted_type, logical_type }: SchemaElement): boolean =>
  converted_type === 'LIST' || logical_type?.type === 'LIST';
const isMap = ({ converted_type, logical_type }: SchemaElement): boolean =>
  converted_type?.startsWith('MAP') === true || logical_type?.type === 'MAP';

function holdsOf({ element, children }: Node, feature: string | undefined): Holds | 'record' {
  const { name, type, converted_type, logical_type, repetition_type } = element;
  const isPicture =
    feature === 'Image' ||
    (feature === undefined && children.some((child) => child.element.name === 'bytes'));
  if (isPicture) return 'pictures';
  if (feature === 'ClassLabel') return 'text';
  if (isList(element) || repetition_type === 'REPEATED') return 'text lists';
  if (isMap(element)) return 'nothing readable';
  if (children.length > 0) return 'record';
  if (type !== 'BYTE_ARRAY') return type === 'BOOLEAN' ? 'text' : 'numbers';
  const isText =
    feature === 'Value' ||
    converted_type === 'UTF8' ||
    converted_type === 'ENUM' ||
    logical_type?.type === 'STRING';
  if (isText) return 'text';
  return feature === undefined && PICTURE.test(name) ? 'pictures' : 'nothing readable';
}

/** The columns of a file, with what each holds: by its feature, else by the schema. */
export function columnsOfFile({ metadata, features }: ParquetFile): ParquetColumn[] {
  const columns: ParquetColumn[] = [];
  const add = (node: Node, path: readonly string[]) => {
    const own = [...path, node.element.name];
    const holds = holdsOf(node, own.length === 1 ? features[own[0] as string]?.type : undefined);
    if (holds === 'record') for (const child of node.children) add(child, own);
    else columns.push({ name: own.join('.'), path: own, holds });
  };
  for (const node of treeOf(metadata)) add(node, []);
  return columns;
}
