import { labelOfText } from '../../../parts/text/said';
import { wordsOf } from '../../../parts/text/tokens';
import type { DataShown } from '../../../protocol/dataShown';

type CaptionedItems = Pick<DataShown, 'texts' | 'labels' | 'classNames' | 'vocabulary'>;

/** How an item stands to what was said: it says the same, the same with words exchanged, or another thing. */
export type Standing = 'right' | 'swapped' | 'other';

const inOrder = (text: string): string => wordsOf(text).toSorted().join(' ');

/** The held-out captions, each once. */
export const heldOutCaptions = ({ texts }: Pick<DataShown, 'texts'>): string[] => [
  ...new Set((texts ?? []).filter(Boolean)),
];

/** The class of the held-out caption that says this; -1: none does. */
export const labelOfCaption = (text: string, data: CaptionedItems): number =>
  labelOfText(text, { ...data, texts: data.texts ?? [] }, data.vocabulary ?? []);

/** How each class stands to this one; to none, all are others. */
export function standingTo(
  label: number,
  { classNames }: CaptionedItems,
): (other: number) => Standing {
  const words = label < 0 ? '' : inOrder(classNames[label] ?? '');
  return (other) => {
    if (other === label) return 'right';
    return words && inOrder(classNames[other] ?? '') === words ? 'swapped' : 'other';
  };
}
