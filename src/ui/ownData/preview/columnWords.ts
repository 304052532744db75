import { counted, thousands } from '../../../files/shared/wording';
import { signed } from '../../../numbers/format';
import type { Column } from '../../../protocol/reading/preview';

const TYPES: Readonly<Record<Column['holds'], string>> = {
  text: 'text',
  numbers: 'numbers',
  truths: 'yes or no',
  'number lists': 'lists of numbers',
  'text lists': 'lists of texts',
  pictures: 'pictures',
  'nothing readable': 'not readable',
};

/** Whole numbers as they are, others with four digits: 2.0409191 to "2.041". */
const short = (value: number): string =>
  signed(String(Number.isInteger(value) ? value : Number(value.toPrecision(4))));

/** "numbers from 1 to 9, 3 missing", "text, 2 values" */
export function typeInWords({ holds, numbers, lists, missing, distinct, filled }: Column): string {
  const range =
    numbers && filled > 0 ? ` from ${short(numbers.least)} to ${short(numbers.most)}` : '';
  const what =
    holds === 'number lists' && lists
      ? `lists of ${thousands(lists.length)} numbers`
      : holds === 'numbers' && numbers?.isWhole
        ? `whole numbers${range}`
        : `${TYPES[holds]}${range}`;
  const isFew = holds === 'text' && distinct > 0 && distinct <= 1000 && distinct * 2 <= filled;
  return [
    what,
    ...(isFew ? [counted(distinct, 'value')] : []),
    ...(missing > 0 ? [`${thousands(missing)} missing`] : []),
  ].join(', ');
}
