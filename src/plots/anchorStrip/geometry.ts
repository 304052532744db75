import { max } from 'd3';
import { valueText } from '../../numbers/format';
import type { AnchorView } from '../../protocol/picture';
import type { Size } from '../shared/props';
import { visibleSlots } from './visible';

/** One anchor in pixels: it and its positive at the left, its candidates from hardest to easiest. */

const HEADING = 15;
const NUMBER = 13;
const GAP = 4;
const PAIR_GAP = 9;
const GAP_MARK = 16;
/** From this height on, in pixels, "false" has a line of its own below the similarity. */
const TALL = 110;

/** A square picture of an item. */
export interface StripPicture {
  readonly item: number;
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

export interface Candidate extends StripPicture {
  /** From 0, the hardest. */
  readonly rank: number;
  readonly similarity: number;
  readonly isChosen: boolean;
  readonly isFalse: boolean;
  /** Share of the pull on the positive; at least 0. */
  readonly push: number;
  /** Height of its bar, pixels. */
  readonly barHeight: number;
}

export interface StripGeometry {
  readonly anchor: StripPicture | null;
  readonly positive: (StripPicture & { readonly similarity: number }) | null;
  readonly candidates: readonly Candidate[];
  readonly gaps: readonly { x: number; y: number; skipped: number }[];
  /** Where the positive stands. */
  readonly positiveX: number;
  /** Where the candidates begin. */
  readonly rowX: number;
  /** Base line of the similarities; null where there is no room for them. */
  readonly numberY: number | null;
  /** Base line of the word "false"; in a low strip it takes the place of the similarity. */
  readonly falseY: number | null;
  /** Base line of the bars. */
  readonly barY: number;
  readonly barRoom: number;
  /** The largest push on any candidate, shown or not. */
  readonly largestPush: number;
}

/** Pictures, bars and numbers of an anchor; without one, only the places for them. */
export function stripGeometry(view: AnchorView | null, { width, height }: Size): StripGeometry {
  const side = Math.round(Math.min(52, Math.max(28, (height - HEADING - NUMBER) * 0.455)));
  const large = Math.round(side * 1.36);
  const rowX = 2 * (large + PAIR_GAP) + 8;
  const rowBottom = HEADING + side;
  const hasNumbers = height >= rowBottom + NUMBER + 14;
  const isTall = height >= TALL;
  const barTop = rowBottom + (hasNumbers ? NUMBER : 0) + (isTall ? NUMBER : 0) + 3;
  const barY = Math.max(barTop, height - 2);
  const barRoom = Math.min(40, barY - barTop);
  const largestPush = Math.max(
    0,
    max(view?.push ?? [], (push) => (Number.isFinite(push) ? push : 0)) ?? 0,
  );

  const candidates: Candidate[] = [];
  const gaps: { x: number; y: number; skipped: number }[] = [];
  let x = rowX;
  const row = { width: width - rowX + GAP - 2, stride: side + GAP, gapWidth: GAP_MARK };
  for (const slot of visibleSlots(view?.chosen ?? new Uint8Array(), row)) {
    if (slot.kind === 'gap') {
      gaps.push({ x: x + GAP_MARK / 2 - GAP / 2, y: HEADING + side / 2, skipped: slot.skipped });
      x += GAP_MARK;
      continue;
    }
    const push = Math.max(0, view?.push[slot.rank] || 0);
    candidates.push({
      item: view?.candidates[slot.rank] ?? -1,
      rank: slot.rank,
      x,
      y: HEADING,
      side,
      similarity: view?.similarity[slot.rank] ?? Number.NaN,
      isChosen: view?.chosen[slot.rank] === 1,
      isFalse: view?.isFalse[slot.rank] === 1,
      push,
      barHeight: largestPush > 0 ? barRoom * Math.min(1, push / largestPush) : 0,
    });
    x += side + GAP;
  }
  return {
    anchor: view && { item: view.item, x: 1, y: HEADING, side: large },
    positive: view && {
      item: view.positive,
      x: large + PAIR_GAP + 1,
      y: HEADING,
      side: large,
      similarity: view.positiveSimilarity,
    },
    candidates,
    gaps,
    positiveX: large + PAIR_GAP + 1,
    rowX,
    numberY: hasNumbers ? rowBottom + 11 : null,
    falseY: hasNumbers ? rowBottom + 11 + (isTall ? NUMBER : 0) : null,
    barY,
    barRoom,
    largestPush,
  };
}

/** What the strip shows, in one or two sentences; `nameOf` gives the class name of an item. */
export function stripSummary(view: AnchorView | null, nameOf: (item: number) => string): string {
  if (!view) return 'One anchor and its negatives: no anchor yet.';
  const chosen = Array.from(view.chosen).flatMap((isChosen, rank) => (isChosen ? [rank] : []));
  const falseCount = chosen.filter((rank) => view.isFalse[rank]).length;
  const [first] = chosen;
  const besides = view.push.filter((push, rank) => push > 0 && !view.chosen[rank]).length;
  const total = view.candidates.length;
  const which =
    first === undefined
      ? 'none chosen'
      : `${chosen.length} chosen, the hardest of them ${nameOf(view.candidates[first] ?? -1)}, ` +
        `rank ${first + 1}, similarity ${valueText(view.similarity[first])}`;
  return (
    `Anchor ${nameOf(view.item)}; its positive has similarity ` +
    `${valueText(view.positiveSimilarity)}. Of ${total} candidates ${which}; ` +
    `${falseCount} of the chosen ${falseCount === 1 ? 'is' : 'are'} false.` +
    (besides > 0 ? ` ${besides} more pushed, as chosen for other positives of the anchor.` : '')
  );
}

/**
 * A candidate that was not chosen for this positive may have been chosen for another one of the
 * anchor.
 */
const pushText = ({ push, isChosen }: Pick<Candidate, 'push' | 'isChosen'>): string =>
  `push ${valueText(push)}${isChosen ? '' : ', as chosen for another positive of the anchor'}`;

/** A description of one candidate, for its button. */
export function candidateText(
  candidate: Pick<Candidate, 'rank' | 'similarity' | 'isChosen' | 'isFalse' | 'push'>,
  name: string,
): string {
  const parts = [
    `${name}, rank ${candidate.rank + 1}`,
    `similarity ${valueText(candidate.similarity)}`,
    ...(candidate.isChosen ? ['chosen'] : []),
    ...(candidate.isFalse ? ['false negative'] : []),
    ...(candidate.push > 0 ? [pushText(candidate)] : []),
  ];
  return parts.join(', ');
}
