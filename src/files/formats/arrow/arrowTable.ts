import type { Task } from '../../../protocol/reading/task';
import { type FileSource, nameOf, wholeOf } from '../../bytes/fileSource';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { sideOfName } from '../../shared/side';
import { fieldsOf } from '../tables/json';
import type { Table } from '../tables/table';
import { unpackedLz4 } from './lz4';

const BATCH = 1000;

/** A value of Arrow as JSON has it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return null;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}

/**
 * Opens an Arrow file or stream, or a Feather file of version 2, with the package flechette.
 * Columns of bytes are empty. @throws FileProblem
 */
export async function openArrow(source: FileSource, task: Task): Promise<Table> {
  const file = source.path;
  const bytes = await wholeOf(source, LIMITS.wholeBytes / 2, task.signal);
  if (new TextDecoder().decode(bytes.subarray(0, 4)) === 'FEA1')
    throw new FileProblem('this is Feather of version 1; write it as version 2 or as Parquet.', {
      file,
    });
  const { CompressionType, setCompressionCodec, tableFromIPC } = await import('@uwdata/flechette');
  const { compressors } = await import('hyparquet-compressors');
  const never = () => {
    throw new Error('nothing is written here');
  };
  // Each buffer is packed by itself; its length once unpacked is not passed on, but bounded.
  const most = (data: Uint8Array) => Math.min(LIMITS.wholeBytes, 256 * data.length + 65_536);
  setCompressionCodec(CompressionType.LZ4_FRAME, {
    encode: never,
    decode: (data) => unpackedLz4(data, most(data)),
  });
  setCompressionCodec(CompressionType.ZSTD, {
    encode: never,
    decode: (data) => compressors.ZSTD?.(data, 0) ?? never(),
  });
  const opened = (() => {
    try {
      return tableFromIPC(bytes, { useDate: true });
    } catch {
      throw new FileProblem('this is no Arrow or Feather file, or it is broken or cut off.', {
        file,
      });
    }
  })();
  if (opened.numRows === 0) throw new FileProblem('this file has no rows.', { file });
  const top = opened.names.map(String);
  const fields = (row: number) =>
    fieldsOf(Object.fromEntries(top.map((name) => [name, plain(opened.getChild(name).at(row))]))) ??
    new Map<string, string>();
  const columns = new Set<string>();
  for (let row = 0; row < Math.min(opened.numRows, BATCH); row++)
    for (const name of fields(row).keys()) columns.add(name);
  const names = [...columns];
  return {
    file,
    counts: 'row',
    columns: names,
    side: sideOfName(nameOf(file)),
    notes: [],
    layout: null,
    async *rows(then) {
      const pace = pacer(then, `Reading ${file}`);
      for (let start = 0; start < opened.numRows; start += BATCH) {
        const count = Math.min(BATCH, opened.numRows - start);
        yield Array.from({ length: count }, (_, i) => {
          const own = fields(start + i);
          return { line: start + i + 1, cells: names.map((name) => own.get(name) ?? '') };
        });
        await pace(start + count, opened.numRows);
      }
    },
  };
}
