import type { FileSource } from './fileSource';

const PIECE = 4 * 2 ** 20;
/** Pieces in memory, so that a few reads at the same time find theirs. */
const KEPT = 4;

/** A source that is read in large pieces, so that thousands of small reads become a few. */
export function inPieces(source: FileSource): FileSource {
  const pieces = new Map<number, Promise<Uint8Array>>();
  const pieceAt = (number: number): Promise<Uint8Array> => {
    const known = pieces.get(number);
    if (known) return known;
    const start = number * PIECE;
    const piece = source.bytes(start, Math.min(source.size, start + PIECE));
    pieces.set(number, piece);
    // A piece that failed may be asked for again.
    piece.catch(() => pieces.delete(number));
    for (const old of pieces.keys()) {
      if (pieces.size <= KEPT) break;
      pieces.delete(old);
    }
    return piece;
  };
  return {
    ...source,
    async bytes(start, end) {
      const first = Math.floor(start / PIECE);
      const last = Math.floor((Math.min(end, source.size) - 1) / PIECE);
      if (first !== last) return source.bytes(start, end);
      const piece = await pieceAt(first);
      return piece.slice(start - first * PIECE, end - first * PIECE);
    },
  };
}
