import { thousands } from '../numbers/format';
import type { DataShown } from '../protocol/dataShown';
import { classCountsOf } from './classCounts';

type Counted = Pick<DataShown, 'labels' | 'texts' | 'pairs' | 'classNames' | 'trainCount'> & {
  readonly train: Pick<DataShown['train'], 'labels'>;
};

/** How many classes there are (`word` is what they are called), and how many items. */
export function countsText(data: Counted, word: string): string {
  const { trained, heldOut, isUnseen } = classCountsOf(data);
  const [trainItems, heldOutItems] = [data.trainCount, data.labels.length].map(thousands);
  return isUnseen
    ? `${thousands(trained)} ${word} to train on (${trainItems} items), ${thousands(heldOut)} never seen (${heldOutItems})`
    : `${thousands(data.classNames.length)} ${word} · ${trainItems} to train on, ${heldOutItems} held out`;
}
