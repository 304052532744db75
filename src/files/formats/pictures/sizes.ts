import type { Task } from '../../../protocol/reading/task';
import type { FileSource } from '../../bytes/fileSource';
import type { LeftOuts } from '../../shared/leftOut';
import { pacer } from '../../shared/pace';
import { HEAD_BYTES, pictureHead } from './pictureHead';

export interface SizesSeen {
  /** Most frequent first. */
  readonly sizes: { width: number; height: number; count: number }[];
  /** How many pictures were looked at. */
  readonly looked: number;
}

const MOST_LOOKED_AT = 2000;

/**
 * Sizes of the pictures, from their first bytes. Of over 2,000 pictures some, evenly spaced, are
 * read.
 */
export async function sizesIn(
  sources: readonly FileSource[],
  task: Task,
  leftOut: LeftOuts,
): Promise<SizesSeen> {
  const pace = pacer(task, 'Looking at pictures');
  const step = Math.max(1, sources.length / MOST_LOOKED_AT);
  const counts = new Map<string, { width: number; height: number; count: number }>();
  let looked = 0;
  for (let at = 0; at < sources.length; at += step) {
    const source = sources[Math.floor(at)] as FileSource;
    if (source.size > 0) {
      const bytes = await source.bytes(0, HEAD_BYTES).catch(() => new Uint8Array());
      const head = pictureHead(bytes);
      if (!head) leftOut.add('pictures that can’t be read', source.path);
      else if (head.size) {
        const key = `${head.size.width} ${head.size.height}`;
        const before = counts.get(key) ?? { ...head.size, count: 0 };
        counts.set(key, { ...before, count: before.count + 1 });
      }
    }
    looked++;
    await pace(Math.floor(at) + 1, sources.length);
  }
  return { sizes: [...counts.values()].sort((a, b) => b.count - a.count), looked };
}
