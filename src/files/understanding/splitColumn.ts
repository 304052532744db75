import type { Column } from '../../protocol/reading/preview';
import { hasBothSides, type Side, sideOfFolder } from '../shared/side';
import { says } from './names';

/** The side that a cell of a split column says; null if none. */
export const sideIn = (cell: string): Side | null => sideOfFolder(cell.trim());

/**
 * The column that fixes the split: its name says so, and nearly all its values are names of sides,
 * of both. Rows that are of neither take no part.
 */
export function splitColumn(columns: readonly Column[]): string | null {
  const found = columns.find((column) => {
    if (!says('split')(column) || column.values.length === 0 || column.distinct > 12) return false;
    const sides = column.values.map(([value]) => sideIn(value));
    return hasBothSides(sides);
  });
  return found?.name ?? null;
}
