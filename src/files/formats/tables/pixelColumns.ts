import type { Column } from '../../../protocol/reading/preview';
import type { Roles } from '../../../protocol/reading/wish';
import { LIMITS } from '../../shared/limits';

type Points = Extract<Roles, { kind: 'points' }>;

/** Names of pixels: "pixel0", "pixel_0_0" and "1x1", as Kaggle, scikit-learn and others have them. */
const PIXEL = /^(pixel|pix|px)[ _-]?\d+([ _x-]\d+)?$|^\d+x\d+$/i;

/** The fewest pixels along an edge. */
const SMALLEST = 8;

/** Height and width of a square picture of so many pixels; null if it is none. */
function edgeOf(pixels: number): number | null {
  const edge = Math.sqrt(pixels);
  return Number.isInteger(edge) && edge >= SMALLEST ? edge : null;
}

/** Whether all values are whole numbers from 0 to 255. */
const areBytes = ({ holds, values }: Column): boolean =>
  holds === 'numbers' &&
  values.length > 0 &&
  values.length <= 256 &&
  values.every(([value]) => Number.isInteger(Number(value)) && +value >= 0 && +value <= 255);

/** Whether whole numbers count classes from 0 or 1 on, or words repeat. */
const countsClasses = ({ holds, distinct, values }: Column): boolean =>
  distinct >= 2 &&
  distinct <= LIMITS.classes &&
  (holds === 'text' || values.every(([value]) => Number(value) <= distinct));

/**
 * Roles of a table that has a pixel in each column: columns named as pixels beside one label, or
 * columns of bytes alone of which the first or the last counts classes. Null: it is none.
 */
export function pixelRoles(columns: readonly Column[]): Points | null {
  const named = columns.filter(({ name, holds }) => holds === 'numbers' && PIXEL.test(name));
  if (edgeOf(named.length) !== null) {
    const labels = columns.filter((column) => !named.includes(column) && countsClasses(column));
    return labels.length === 1 && labels[0] ? rolesOf(labels[0], named) : null;
  }
  if (edgeOf(columns.length - 1) === null) return null;
  for (const place of [0, columns.length - 1]) {
    const label = columns[place] as Column;
    const others = columns.filter((column) => column !== label);
    if (countsClasses(label) && others.every(areBytes)) return rolesOf(label, others);
  }
  return null;
}

const rolesOf = (label: Column, features: readonly Column[]): Points => ({
  kind: 'points',
  features: features.map(({ name }) => name),
  label: label.name,
});

/**
 * Height and width of the pictures that these columns may hold; null if they hold other numbers.
 */
export function pixelEdge(columns: readonly Column[], roles: Roles | null): number | null {
  if (roles?.kind !== 'points') return null;
  const edge = edgeOf(roles.features.length);
  const chosen = new Set(roles.features);
  const features = columns.filter(({ name }) => chosen.has(name));
  return edge !== null && features.every((column) => PIXEL.test(column.name) || areBytes(column))
    ? edge
    : null;
}
