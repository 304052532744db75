import type { SentencePiece } from '../../words/experimentSentence';

/** A piece with the mark that has to stay on its line. */
export interface MarkedPiece {
  readonly piece: SentencePiece;
  /** ",", ":" or "." after a phrase, else empty. */
  readonly mark: string;
}

const markOf = (piece: SentencePiece | undefined): string =>
  piece?.kind === 'text' ? (/^[,:.]/.exec(piece.text)?.[0] ?? '') : '';

/** Every mark right after a phrase goes with the phrase, so that none begins a line. */
export const withMarks = (pieces: readonly SentencePiece[]): MarkedPiece[] =>
  pieces.map((piece, place): MarkedPiece => {
    if (piece.kind === 'phrase') return { piece, mark: markOf(pieces[place + 1]) };
    const isTaken = pieces[place - 1]?.kind === 'phrase';
    return {
      piece: isTaken ? { ...piece, text: piece.text.slice(markOf(piece).length) } : piece,
      mark: '',
    };
  });
