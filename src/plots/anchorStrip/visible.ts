import type { AnchorView } from '../../protocol/picture';

/**
 * A place in the row: a candidate by its rank, from 0, the hardest; or a gap for candidates left
 * out.
 */
export type StripSlot =
  | { readonly kind: 'candidate'; readonly rank: number }
  | { readonly kind: 'gap'; readonly skipped: number };

/** Room for a row of candidates, pixels. */
export interface StripRow {
  readonly width: number;
  /** From one candidate to the next. */
  readonly stride: number;
  /** Width of the mark for candidates left out. */
  readonly gapWidth: number;
}

const ranks = (from: number, to: number): StripSlot[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => ({
    kind: 'candidate',
    rank: from + index,
  }));

/**
 * The candidates that fit, hardest first. The hardest chosen one is always among them; if it is
 * farther down, the candidates before it that don't fit become a gap. Empty without room or
 * candidates.
 */
export function visibleSlots(chosen: AnchorView['chosen'], row: StripRow): StripSlot[] {
  const count = chosen.length;
  const fit = Math.max(0, Math.floor(row.width / row.stride));
  const firstChosen = chosen.indexOf(1);
  if (count <= fit || firstChosen < fit) return ranks(0, Math.min(count, fit));
  const fitWithGap = Math.max(1, Math.floor((row.width - row.gapWidth) / row.stride));
  const tail = Math.min(fitWithGap >= 6 ? 2 : 1, count - firstChosen);
  const head = fit === 0 ? 0 : fitWithGap - tail;
  return [
    ...ranks(0, head),
    { kind: 'gap', skipped: firstChosen - head },
    ...ranks(firstChosen, firstChosen + tail),
  ];
}
