import { labelOfText } from '../../../parts/text/said';
import { wordsOf } from '../../../parts/text/tokens';
import type { DataShown } from '../../../protocol/dataShown';

type CaptionedItems = Pick<DataShown, 'texts' | 'labels' | 'classNames' | 'vocabulary'>;

/**
 * How an item relates to what was said: it says the same, the same with words swapped, or something
 * else.
 */
export type Standing = 'right' | 'swapped' | 'other';

const inOrder = (text: string): string => wordsOf(text).toSorted().join(' ');

/** The held-out captions, each once. */
export const heldOutCaptions = ({ texts }: Pick<DataShown, 'texts'>): string[] => [
  ...new Set((texts ?? []).filter(Boolean)),
];

/** The class of the held-out caption that says this; -1 if none does. */
export const labelOfCaption = (text: string, data: CaptionedItems): number =>
  labelOfText(text, { ...data, texts: data.texts ?? [] }, data.vocabulary ?? []);

/** How each class relates to this one. If `label` is -1, all are 'other'. */
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
