import type { AsyncBuffer } from 'hyparquet';

const GAP = 256 * 1024;
const PIECE = 8 * 1024 * 1024;
const KEPT = 3;

/**
 * A buffer that fetches known ranges in large pieces. Ranges close to each other are fetched
 * together, so that hundreds of small reads become a few. Anything outside the ranges is read when
 * asked for.
 */
export function readAhead(
  buffer: AsyncBuffer,
  ranges: readonly (readonly [start: number, end: number])[],
): AsyncBuffer {
  const pieces: [number, number][] = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = pieces.at(-1);
    if (last && start - last[1] <= GAP && end - last[0] <= PIECE) last[1] = Math.max(last[1], end);
    else pieces.push([start, end]);
  }
  const fetched = new Map<number, Promise<ArrayBuffer>>();
  const pieceAt = (at: number): Promise<ArrayBuffer> => {
    const known = fetched.get(at);
    if (known) return known;
    const [start, end] = pieces[at] as [number, number];
    const promise = Promise.resolve(buffer.slice(start, end));
    fetched.set(at, promise);
    for (const old of fetched.keys()) {
      if (fetched.size <= KEPT) break;
      fetched.delete(old);
    }
    return promise;
  };
  return {
    byteLength: buffer.byteLength,
    async slice(start, end = buffer.byteLength) {
      const at = pieces.findIndex(([from, to]) => from <= start && end <= to);
      if (at < 0) return buffer.slice(start, end);
      const [from] = pieces[at] as [number, number];
      return (await pieceAt(at)).slice(start - from, end - from);
    },
  };
}
