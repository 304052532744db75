import type { AnchorView } from '../../protocol/picture';

/** 30 candidates of item 0, `chosenRanks` of them chosen, rank 2 false. */
export function anchorView(chosenRanks: readonly number[] = [1], count = 30): AnchorView {
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  const chosen = Uint8Array.from(ranks, (rank) => (chosenRanks.includes(rank) ? 1 : 0));
  return {
    item: 0,
    positive: 1,
    positiveSimilarity: 0.86,
    candidates: Int32Array.from(ranks, (rank) => 4 + rank * 3),
    similarity: Float32Array.from(ranks, (rank) => 0.95 - rank * 0.05),
    chosen,
    isFalse: Uint8Array.from(ranks, (rank) => (rank === 2 ? 1 : 0)),
    push: Float32Array.from(chosen, (isChosen, rank) => (isChosen ? 1 / (1 + rank) : 0)),
  };
}
