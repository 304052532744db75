import type { Column } from '../../protocol/reading/preview';
import { thousands } from '../shared/wording';
import type { CellReading } from '../understanding/cellReading';

/** What a cell is taken for, in words: "1000", "missing", "a list of 8 numbers", "good". */
export function understoodCell(column: Column, cell: string, reading: CellReading | null): string {
  if (!reading) return cell;
  const { name, use, holds } = column;
  if (use === 'label' && holds !== 'pictures') {
    const read = reading.labelIn(cell);
    return 'label' in read ? read.label : 'missing';
  }
  if (reading.isMissing(cell)) return 'missing';
  if (holds === 'number lists')
    return `a list of ${thousands(reading.numbersIn(name, cell).length)} numbers`;
  if (holds === 'text lists')
    return `a list of ${thousands(reading.textsIn(name, cell).length)} texts`;
  if (use === 'grade of the pair' && reading.together) {
    const together = reading.together(cell);
    return together === null ? 'missing' : together ? 'belongs together' : 'near miss';
  }
  if (holds !== 'numbers' && holds !== 'truths') return cell.trim();
  const [number = Number.NaN] = reading.numbersIn(name, cell);
  return Number.isNaN(number) ? 'missing' : String(number);
}
