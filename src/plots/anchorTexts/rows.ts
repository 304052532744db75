import { max } from 'd3';
import type { AnchorView } from '../../protocol/picture';
import { visibleSlots } from '../anchorStrip/visible';
import { originOf } from '../shared/candidate';
import { wordsOfItem } from '../shared/look';
import type { ShownItems } from '../shared/props';

/** Most candidates in the list; a chosen one farther down is shown after a gap. */
const MOST = 30;

/** A candidate as a line of text. */
export interface TextRow {
  readonly kind: 'candidate';
  /** From 0, the hardest. */
  readonly rank: number;
  /** As an `AnchorView` numbers it. */
  readonly item: number;
  readonly similarity: number;
  readonly isChosen: boolean;
  readonly isFalse: boolean;
  /** Share of the pull on the positive; at least 0. */
  readonly push: number;
  /** The push as a share of the largest, 0..1. */
  readonly share: number;
}

/** How many candidates are left out here. */
export interface TextGap {
  readonly kind: 'gap';
  readonly skipped: number;
}

/** The largest push on any candidate, in the list or not; 0 without any. */
export const largestPushOf = ({ push }: AnchorView): number =>
  Math.max(0, max(push, (one) => (Number.isFinite(one) ? one : 0)) ?? 0);

/** The candidates from hardest to easiest, as many as a list can hold. */
export function textRows(view: AnchorView): (TextRow | TextGap)[] {
  const largest = largestPushOf(view);
  const slots = visibleSlots(view.chosen, { width: MOST, stride: 1, gapWidth: 1 });
  return slots.map((slot): TextRow | TextGap => {
    if (slot.kind === 'gap') return slot;
    const { rank } = slot;
    const push = Math.max(0, view.push[rank] || 0);
    return {
      kind: 'candidate',
      rank,
      item: view.candidates[rank] ?? -1,
      similarity: view.similarity[rank] ?? Number.NaN,
      isChosen: view.chosen[rank] === 1,
      isFalse: view.isFalse[rank] === 1,
      push,
      share: largest > 0 ? Math.min(1, push / largest) : 0,
    };
  });
}

type Texts = ShownItems | null;

/**
 * The text of a candidate, or what a picture among texts shows; for a candidate without a known
 * item, what it is.
 */
export function textOf(candidate: number, data: Texts): string {
  if (originOf(candidate).kind === 'synthetic') return 'synthetic, no text';
  return (data && wordsOfItem(candidate, data)) ?? 'a text that is not here';
}

/** Where a candidate is from, if it is not on the map; said after its text. */
export const whereFrom = (candidate: number): string =>
  originOf(candidate).kind === 'training' ? ', a training item from the source' : '';

/** The text of a candidate and, if it is not on the map, where it is from. */
export const saidOf = (candidate: number, data: Texts): string =>
  `“${textOf(candidate, data)}”${whereFrom(candidate)}`;

/** A word without the punctuation around it. */
const bare = (word: string): string => word.toLowerCase().replace(/^\W+|\W+$/g, '');

/** A stretch of a text: words that another text has, too, or words of its own. */
export interface TextStretch {
  readonly text: string;
  readonly isOwn: boolean;
}

/**
 * Divides a text into words that `other` has, too, and words that it does not have; spaces stay.
 */
export function stretchesBeside(text: string, other: string): TextStretch[] {
  const known = new Set(other.split(/\s+/).map(bare));
  const stretches: TextStretch[] = [];
  for (const word of text.split(/(?<=\s)/)) {
    const isOwn = !known.has(bare(word.trim()));
    const last = stretches.at(-1);
    if (last?.isOwn === isOwn) stretches[stretches.length - 1] = { text: last.text + word, isOwn };
    else stretches.push({ text: word, isOwn });
  }
  return stretches;
}
