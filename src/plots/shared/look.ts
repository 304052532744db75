import { nameOfCandidate, originOf } from './candidate';
import type { MarkShape } from './palette';
import type { ShownItems } from './props';

type ShownCandidates = Pick<ShownItems, 'texts' | 'thumbnails' | 'train'>;

/** What an item looks like: a picture (held out or of training), a text, or nothing. */
export type ItemLook =
  | { readonly kind: 'picture'; readonly thumbnails: Uint8Array; readonly item: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' };

const lookOfItem = (
  { texts, thumbnails }: Pick<ShownItems, 'texts' | 'thumbnails'>,
  item: number,
): ItemLook => {
  const text = texts?.[item];
  if (text) return { kind: 'text', text };
  return thumbnails.length > 0 ? { kind: 'picture', thumbnails, item } : { kind: 'nothing' };
};

/** What an item looks like, by its number as an `AnchorView` writes it. */
export function lookOf(candidate: number, data: ShownCandidates | null): ItemLook {
  const origin = originOf(candidate);
  if (!data || origin.kind === 'synthetic') return { kind: 'nothing' };
  return lookOfItem(origin.kind === 'training' ? data.train : data, origin.item);
}

/** The text of an item or, for a picture, what it is called. */
export function wordsOfItem(candidate: number, data: ShownItems): string | null {
  const look = lookOf(candidate, data);
  if (look.kind === 'text') return look.text;
  return look.kind === 'picture' ? nameOfCandidate(candidate, data) : null;
}

/** The mark of an item on a map: its class's or, among pictures and texts, a square or a circle. */
export const markShapeOf =
  (data: ShownItems | null, ofClass: readonly MarkShape[]) =>
  (item: number): MarkShape => {
    if (isMixed(data)) return data?.texts?.[item] ? 'circle' : 'square';
    return ofClass[data?.labels[item] ?? 0] ?? 'circle';
  };

/** Whether any item is a picture; and below, whether there are both texts and pictures. */
export const hasPictures = (data: Pick<ShownItems, 'thumbnails'> | null): boolean =>
  (data?.thumbnails.length ?? 0) > 0;
export const isMixed = (data: Pick<ShownItems, 'texts' | 'thumbnails'> | null): boolean =>
  data?.texts != null && hasPictures(data);
